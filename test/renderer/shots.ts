import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { fixtureNames } from './fixtures.ts';
import { serveGallery } from './gallery/serve.ts';

/**
 * Pictures of every fixture: `node test/renderer/shots.ts [--out DIR] [--only home,ticket] [--sizes 100,200]
 * [--langs zh-CN,en] [--ways portrait,wide] [--contrast dark] [--low]`. Prints the directory and what does not fit.
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

const views: Record<string, { width: number; height: number }> = {
  portrait: { width: 1080, height: 1920 },
  wide: { width: 1920, height: 1080 },
};

const out = wanted.out ?? (await mkdtemp(join(tmpdir(), 'shots-')));
await mkdir(out, { recursive: true });
const cache = await mkdtemp(join(tmpdir(), 'gallery-'));
const gallery = await serveGallery(cache);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const names = wanted.only?.split(',') ?? fixtureNames;

for (const way of wanted.ways.split(',')) {
  const viewport = views[way];
  if (!viewport) throw new Error(`no view is called ${way}`);
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
  page.on('pageerror', (error) => console.error(`  ${page.url()}: ${error.message}`));
  for (const name of names)
    for (const lang of wanted.langs.split(','))
      for (const size of wanted.sizes.split(',')) {
        const low = wanted.low ? '&low=1' : '';
        await page.goto(
          `${gallery.url}?screen=${name}&lang=${lang}&size=${size}&contrast=${wanted.contrast}${low}`,
        );
        await page.waitForSelector('#root-screen');
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ path: join(out, `${name}-${way}-${lang}-${size}.png`) });
      }
  await page.close();
}
await browser.close();
await gallery.close();
await rm(cache, { recursive: true, force: true });
console.log(out);
