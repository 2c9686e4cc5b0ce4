import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { fixtureNames } from './fixtures.ts';
import { serveGallery } from './gallery/serve.ts';
import { openWindow, views } from './gallery/window.ts';

/**
 * Pictures of every fixture: `node test/renderer/shots.ts [--out DIR] [--only home,ticket] [--sizes 100,200]
 * [--langs zh-CN,en] [--ways portrait,wide] [--contrast dark] [--low]`. Prints the directory.
 */
const { values: wanted } = parseArgs({
  options: {
    out: { type: 'string' },
    only: { type: 'string' },
    sizes: { type: 'string', default: '100,200' },
    langs: { type: 'string', default: 'zh-CN,en' },
    ways: { type: 'string', default: 'portrait,wide' },
    contrast: { type: 'string', default: 'standard' },
    low: { type: 'boolean', default: false },
  },
});

const out = wanted.out ?? (await mkdtemp(join(tmpdir(), 'shots-')));
await mkdir(out, { recursive: true });
const cache = await mkdtemp(join(tmpdir(), 'gallery-'));
const gallery = await serveGallery(cache);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const names = wanted.only?.split(',') ?? fixtureNames;

const isView = (way: string): way is keyof typeof views => way in views;

for (const way of wanted.ways.split(',')) {
  if (!isView(way)) throw new Error(`no view is called ${way}`);
  const { page, show, close } = await openWindow(browser, gallery.url, way);
  page.on('pageerror', (error) => console.error(`  ${page.url()}: ${error.message}`));
  for (const screen of names)
    for (const language of wanted.langs.split(','))
      for (const size of wanted.sizes.split(',').map(Number)) {
        await show({ screen, language, size, contrast: wanted.contrast, low: wanted.low });
        await page.screenshot({ path: join(out, `${screen}-${way}-${language}-${size}.png`) });
      }
  await close();
}
await browser.close();
await gallery.close();
await rm(cache, { recursive: true, force: true });
console.log(out);
