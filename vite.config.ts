import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const bench = at('renderer/bench/index.html');

/**
 * The renderer: files only, relative addresses, nothing inlined, so that the strict policy of the window holds. In
 * the mode `packaged` without the bench.
 */
export default defineConfig(({ mode }) => ({
  root: at('renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: at('dist/renderer'),
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: {
        index: at('renderer/index.html'),
        ...(existsSync(bench) && mode !== 'packaged' ? { bench } : {}),
      },
    },
  },
}));
