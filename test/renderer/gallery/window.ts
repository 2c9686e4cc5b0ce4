import type { Browser, Page } from '@playwright/test';

/** How a fixture is looked at. */
export type Look = { screen: string; contrast?: string; size?: number; language?: string; low?: boolean };

/** Upright, or on its side. */
export const views = {
  portrait: { width: 1080, height: 1920 },
  wide: { width: 1920, height: 1080 },
} as const;

/** A window onto the gallery at this address; fixtures change in it without loading the page again. */
export const openWindow = async (
  browser: Browser,
  url: string,
  view: keyof typeof views,
): Promise<{ page: Page; show: (look: Look) => Promise<void>; close: () => Promise<void> }> => {
  const context = await browser.newContext({ viewport: views[view], reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(url);
  const show = async (look: Look): Promise<void> => {
    const { screen, contrast = 'standard', size = 100, language = 'zh-CN', low = false } = look;
    const query = `screen=${screen}&contrast=${contrast}&size=${size}&lang=${language}&low=${low ? 1 : 0}`;
    await page.evaluate((wanted) => window.show(wanted), query);
    await page.waitForSelector(
      `:root[data-contrast="${contrast}"][data-text-size="${size}"] [data-screen="${screen.split('.')[0]}"][data-language="${language}"]`,
    );
    await page.evaluate(() => document.fonts.ready);
  };
  return { page, show, close: () => context.close() };
};
