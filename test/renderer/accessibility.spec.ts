import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { Settings } from '../../electron/contract/snapshot.ts';
import { cutOff } from '../support/cut-off.ts';
import { fixtureNames } from './fixtures.ts';
import { serveGallery } from './gallery/serve.ts';
import { openWindow, type views } from './gallery/window.ts';

/**
 * Every screen, for everybody: upright and on its side, in each language, at the smallest and the largest text. What is
 * looked at more closely is upright, Chinese, standard contrast; with `KIOSK_FULL_A11Y=1` everything is.
 */

const full = process.env.KIOSK_FULL_A11Y === '1';
const otherContrasts = Settings.shape.contrast.options.filter((contrast) => contrast !== 'standard');
const looks = [
  { words: 'upright', view: 'portrait', language: 'zh-CN', closely: true },
  { words: 'upright in English', view: 'portrait', language: 'en', closely: full },
  { words: 'on its side', view: 'wide', language: 'zh-CN', closely: full },
  { words: 'on its side in English', view: 'wide', language: 'en', closely: full },
] as const;

const LEAST_TARGET_PX = 88;

let gallery: Awaited<ReturnType<typeof serveGallery>>;
let cache: string;

test.beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'gallery-'));
  gallery = await serveGallery(cache);
});
test.afterAll(async () => {
  await gallery.close();
  await rm(cache, { recursive: true, force: true });
});

/** In one window: axe's own way of several frames opens a second one at every look. */
const axeOf = (page: Page): AxeBuilder => new AxeBuilder({ page }).setLegacyMode(true);

const barriers = async (axe: AxeBuilder): Promise<unknown[]> =>
  (await axe.analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 160))]);

const tooSmall = (page: Page): Promise<string[]> =>
  page.$$eval(
    'button:not(.keyboard button), a',
    (targets, least) =>
      targets
        .map((target) => ({ box: target.getBoundingClientRect(), words: target.textContent }))
        .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < least - 0.5)
        .map(({ box, words }) => `${words}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
    LEAST_TARGET_PX,
  );

/** Staff screens are dense. */
const isCitizens = (screen: string): boolean => !screen.startsWith('staff');

/** Nobody has chosen a size yet before anybody is there. */
const sizesOf = (screen: string): readonly number[] => (screen.startsWith('attract') ? [100] : [100, 200]);

let opened: Awaited<ReturnType<typeof openWindow>>;
/** One window for all of a group: opening another takes longer than looking at a screen. */
const inOneWindow = (view: keyof typeof views): void => {
  test.beforeAll(async ({ browser }) => {
    opened = await openWindow(browser, gallery.url, view);
  });
  test.afterAll(() => opened.close());
};

for (const { words, view, language, closely } of looks)
  test.describe(words, () => {
    inOneWindow(view);
    for (const screen of fixtureNames.filter((name) => closely || isCitizens(name)))
      test(`everybody can perceive and use ${screen} ${words}: nothing is cut off at any size, a finger hits everything`, async () => {
        const { page, show } = opened;
        await show({ screen, language });
        if (closely) {
          const axe = axeOf(page);
          axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
          expect(await barriers(axe)).toEqual([]);
        }
        if (!isCitizens(screen)) return;
        for (const size of sizesOf(screen)) {
          if (size > 100) await show({ screen, language, size });
          expect(await tooSmall(page)).toEqual([]);
          expect(await cutOff(page), `at ${size} %`).toEqual([]);
        }
      });
  });

test.describe('panels', () => {
  inOneWindow('portrait');
  for (const action of ['help', 'accessibility'])
    test(`the panel of ${action} is usable by everybody`, async () => {
      const { page, show } = opened;
      await show({ screen: 'ticket' });
      await page.locator(`[data-action="${action}"]`).click();
      await page.getByRole('dialog').waitFor();
      expect(await barriers(axeOf(page))).toEqual([]);
    });
});

if (full)
  for (const contrast of otherContrasts)
    test.describe(contrast, () => {
      inOneWindow('portrait');
      for (const screen of fixtureNames)
        test(`the colours of ${screen} can be told apart in ${contrast}`, async () => {
          const { page, show } = opened;
          await show({ screen, contrast });
          expect(await barriers(axeOf(page).withRules(['color-contrast']))).toEqual([]);
          if (screen !== 'ticket') return;
          for (const action of ['help', 'accessibility']) {
            await page.locator(`[data-action="${action}"]`).click();
            await page.getByRole('dialog').waitFor();
            expect(await barriers(axeOf(page).withRules(['color-contrast']))).toEqual([]);
            await page.keyboard.press('Escape');
          }
        });
    });
