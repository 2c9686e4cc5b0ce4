import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, preview } from 'vite';

/** The gallery, built into `outDir` and served on a free loopback port. */
export const serveGallery = async (outDir: string): Promise<{ url: string; close: () => Promise<void> }> => {
  const config: InlineConfig = {
    configFile: false,
    root: fileURLToPath(new URL('.', import.meta.url)),
    base: './',
    plugins: [react()],
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, minify: false, target: 'chrome140', chunkSizeWarningLimit: 10_000 },
    preview: { host: '127.0.0.1', port: 0 },
  };
  await build(config);
  const server = await preview(config);
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('the gallery has no address');
  return { url, close: () => server.close() };
};
