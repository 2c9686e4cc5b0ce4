import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { Settings } from '../../electron/contract/snapshot.ts';
import { cutOff } from '../support/cut-off.ts';
import { fixtureNames } from './fixtures.ts';
import { serveGallery } from './gallery/serve.ts';

/**
 * Every screen, for everybody. What is always looked at takes a minute: upright, Chinese, standard contrast. With
 * `KIOSK_FULL_A11Y=1` also the other contrasts, English, and the screen lying on its side.
 */

const full = process.env.KIOSK_FULL_A11Y === '1';
const otherContrasts = Settings.shape.contrast.options.filter((contrast) => contrast !== 'standard');
const looks = [
  { words: 'upright', size: { width: 1080, height: 1920 }, language: 'zh-CN', always: true },
  { words: 'upright in English', size: { width: 1080, height: 1920 }, language: 'en', always: false },
  { words: 'on its side', size: { width: 1920, height: 1080 }, language: 'zh-CN', always: false },
  { words: 'on its side in English', size: { width: 1920, height: 1080 }, language: 'en', always: false },
] as const;

const LEAST_TARGET_PX = 88;

test.use({
  contextOptions: { reducedMotion: 'reduce' },
  launchOptions: { executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] },
});

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

type Look = { screen: string; contrast?: string; size?: number; language?: string };

const show = async (page: Page, look: Look): Promise<void> => {
  const { screen, contrast = 'standard', size = 100, language = 'zh-CN' } = look;
  await page.goto(`${gallery.url}?screen=${screen}&contrast=${contrast}&size=${size}&lang=${language}`);
  await page.waitForSelector(
    `:root[data-contrast="${contrast}"][data-text-size="${size}"] #root-screen[data-language="${language}"]`,
  );
  await page.evaluate(() => document.fonts.ready);
};

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

/** Staff screens are dense, and nothing is touched on attract but the screen itself. */
const isCitizens = (screen: string): boolean => !screen.startsWith('staff') && screen !== 'attract';

for (const { words, size: viewport, language } of looks.filter(({ always }) => always || full))
  test.describe(words, () => {
    let page: Page;
    // One window for all of them: opening another takes longer than looking at a screen.
    test.beforeAll(async ({ browser }) => {
      page = await (await browser.newContext({ viewport, reducedMotion: 'reduce' })).newPage();
    });
    test.afterAll(() => page.context().close());

    for (const screen of fixtureNames)
      test(`everybody can perceive and use ${screen} ${words}: nothing is cut off at any size, a finger hits everything`, async () => {
        await show(page, { screen, language });
        const axe = new AxeBuilder({ page });
        axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
        expect(await barriers(axe)).toEqual([]);
        if (!isCitizens(screen)) return;
        for (const size of [100, 200]) {
          if (size > 100) await show(page, { screen, language, size });
          expect(await tooSmall(page)).toEqual([]);
          expect(await cutOff(page), `at ${size} %`).toEqual([]);
        }
      });
  });

test.describe('panels', () => {
  test.use({ viewport: looks[0].size });
  for (const action of ['help', 'accessibility'])
    test(`the panel of ${action} is usable by everybody`, async ({ page }) => {
      await show(page, { screen: 'ticket' });
      await page.locator(`[data-action="${action}"]`).click();
      await page.getByRole('dialog').waitFor();
      expect(await barriers(new AxeBuilder({ page }))).toEqual([]);
    });
});

if (full)
  for (const contrast of otherContrasts)
    test.describe(contrast, () => {
      test.use({ viewport: looks[0].size });
      for (const screen of fixtureNames)
        test(`the colours of ${screen} can be told apart in ${contrast}`, async ({ page }) => {
          await show(page, { screen, contrast });
          expect(await barriers(new AxeBuilder({ page }).withRules(['color-contrast']))).toEqual([]);
          if (screen !== 'ticket') return;
          for (const action of ['help', 'accessibility']) {
            await page.locator(`[data-action="${action}"]`).click();
            await page.getByRole('dialog').waitFor();
            expect(await barriers(new AxeBuilder({ page }).withRules(['color-contrast']))).toEqual([]);
            await page.keyboard.press('Escape');
          }
        });
    });
