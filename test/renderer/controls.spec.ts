import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { scenes } from '../core/support/scenes/scenes.ts';
import { type Control, controlsOf } from '../core/support/walk/controls.ts';
import { seen } from '../core/support/walk/standing.ts';
import { serveGallery } from './gallery/serve.ts';

/**
 * The proof `graph` touches what `controlsOf` says a screen offers. Here it is held against the drawn screens: every
 * scene of the product, with its bar at the bottom and its help panel.
 */

let gallery: Awaited<ReturnType<typeof serveGallery>>;
let cache: string;
let page: Page;

test.beforeAll(async ({ browser }) => {
  cache = await mkdtemp(join(tmpdir(), 'gallery-'));
  gallery = await serveGallery(cache);
  page = await browser.newPage({ viewport: { width: 1080, height: 1920 }, reducedMotion: 'reduce' });
  await page.goto(`${gallery.url}?screen=home`);
});
test.afterAll(async () => {
  await page.close();
  await gallery.close();
  await rm(cache, { recursive: true, force: true });
});

/** Of the renderer alone: the core never hears of them. */
const ofRenderer = new Set(['language', 'accessibility', 'help']);

const drawn = async (within: string): Promise<string[]> => {
  const found = await page.$$eval(`${within} :is([data-action], [data-choice], [data-change])`, (nodes) =>
    nodes
      .filter((node) => node.closest('[data-field]') === null)
      .map((node) => ({
        id:
          node.getAttribute('data-action') ??
          node.getAttribute('data-choice') ??
          node.getAttribute('data-change') ??
          '',
        enabled: node.getAttribute('aria-disabled') !== 'true',
      })),
  );
  return found.filter(({ id }) => !ofRenderer.has(id)).map(inWords);
};

const inWords = ({ id, enabled }: Pick<Control, 'id' | 'enabled'>): string =>
  enabled ? id : `${id} (not now)`;

const once = (words: readonly string[]): string[] => [...new Set(words)].sort();

/** The staff screens are not a citizen's, and the attract screen is touched anywhere. */
const citizens = Object.keys(scenes).filter((name) => !['attract', 'staff', 'staff, log-in'].includes(name));

test('on every screen of the product just that can be touched which the walks touch', async () => {
  for (const name of citizens) {
    const snapshot: Snapshot = seen(scenes[name]?.().session ?? never());
    await page.evaluate((value) => window.draw(value), snapshot);
    const shown = await drawn('#root-screen');
    await page.locator('[data-action="help"]').click();
    const helped = await drawn('[role="dialog"]');
    expect.soft(once([...shown, ...helped]), name).toEqual(once(controlsOf(snapshot).map(inWords)));
  }
});

const never = (): never => {
  throw new Error('no such scene');
};
