import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import sharp from 'sharp';
import { citizenCard } from '../journeys/support/cards.ts';
import { startKiosk } from './kiosk-process.ts';
import { startOutside } from './outside.ts';

/** `npm run screenshots`: pictures for the README, made from the running kiosk. */

const folder = fileURLToPath(new URL('../../deploy/pictures/', import.meta.url));
mkdirSync(folder, { recursive: true });

const outside = await startOutside();
const kiosk = await startKiosk(outside.config);
const browser = await chromium.launch({
  executablePath: process.env.KIOSK_CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});

const sees = (page: Page, screen: string): Promise<unknown> =>
  page.waitForSelector(`[data-screen="${screen}"]:not([data-busy="true"])`, { timeout: 30_000 });
const choose = (page: Page, id: string): Promise<void> =>
  page.locator(`[data-choice="${id}"]`).first().click();
const act = (page: Page, id: string): Promise<void> => page.locator(`[data-action="${id}"]`).first().click();

const shoot = async (page: Page, width: number): Promise<Buffer> => {
  await page.waitForTimeout(600);
  return sharp(await page.screenshot())
    .resize({ width })
    .png({ palette: true })
    .toBuffer();
};

const visit = async (page: Page, width: number): Promise<Buffer[]> => {
  const pictures: Buffer[] = [];
  const keep = async (): Promise<void> => void pictures.push(await shoot(page, width));
  await page.goto(kiosk.url);
  await sees(page, 'attract');
  await page.mouse.click(400, 900);
  await sees(page, 'home');
  await keep();
  await choose(page, 'apply');
  await choose(page, 'residence-permit');
  await sees(page, 'item');
  await keep();
  await act(page, 'next');
  await sees(page, 'identify');
  await keep();
  outside.reader.layCard(citizenCard);
  await sees(page, 'form');
  outside.reader.liftCard();
  await page.locator('[data-field] input, input[data-field]').first().click();
  await keep();
  await act(page, 'help');
  await act(page, 'end-session');
  await sees(page, 'take-belongings');
  await act(page, 'confirm');
  return pictures;
};

/** Side by side, on a quiet ground. */
const strip = async (pictures: readonly Buffer[], file: string): Promise<void> => {
  const gap = 16;
  const sizes = await Promise.all(pictures.map(async (picture) => sharp(picture).metadata()));
  const width = sizes.reduce((sum, size) => sum + size.width + gap, gap);
  const height = Math.max(...sizes.map((size) => size.height)) + 2 * gap;
  let left = gap;
  const tiles = pictures.map((input, index) => {
    const tile = { input, left, top: gap };
    left += (sizes[index]?.width ?? 0) + gap;
    return tile;
  });
  await sharp({ create: { width, height, channels: 3, background: '#2a3b41' } })
    .composite(tiles)
    .png({ palette: true })
    .toFile(`${folder}${file}`);
};

const tall = await browser.newPage({ viewport: { width: 1080, height: 1920 } });
await strip(await visit(tall, 360), 'visit.png');
await tall.close();
const wide = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
await wide.goto(kiosk.url);
await sees(wide, 'attract');
await wide.mouse.click(400, 900);
await sees(wide, 'home');
await strip([await shoot(wide, 960)], 'wide.png');
await browser.close();
await kiosk.stop();
await outside.close();
process.stdout.write(`pictures are in ${folder}\n`);
