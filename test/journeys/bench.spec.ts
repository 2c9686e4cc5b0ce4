import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { type KioskProcess, startDemoKiosk } from '../support/kiosk-process.ts';
import { Citizen } from './support/citizen.ts';

/** The desk's own hardware: what `npm start` gives to somebody who wants to see the kiosk work. */

let kiosk: KioskProcess;
let origin: string;
let key: string;

test.beforeAll(async () => {
  kiosk = await startDemoKiosk();
  const url = new URL(kiosk.url);
  origin = url.origin;
  key = url.hash.slice(1);
});
test.afterAll(async () => {
  await kiosk.stop();
});

const openBench = async (page: Page): Promise<(role: string, words: string) => Promise<void>> => {
  await page.goto(`${origin}/bench#${key}`);
  await expect(page.locator('[data-role="idReader"] dl')).toContainText('card');
  return (role, words) => page.locator(`[data-role="${role}"]`).getByRole('button', { name: words }).click();
};

/** Somebody at the kiosk, and the bench beside it. */
const somebodyComes = async (context: BrowserContext) => {
  const page = await context.newPage();
  const bench = await context.newPage();
  const touch = await openBench(bench);
  const citizen = new Citizen(page);
  await page.goto(kiosk.url);
  await citizen.arrives();
  return { page, bench, touch, citizen };
};

test('at the bench a card is laid and lifted, sheets are fed, and a certificate jams and comes out', async ({
  context,
}) => {
  const { page, bench, touch, citizen } = await somebodyComes(context);
  await touch('documentPrinter', 'Jam at page 2');
  await citizen.choose('print');
  await citizen.sees('identify');
  await touch('idReader', 'Citizen');
  await citizen.sees('documents', 20_000);
  await touch('idReader', 'click to lift');
  await citizen.choose('doc-si-3p');
  await citizen.does('print');
  await expect(page.getByText('打印机卡纸了')).toBeVisible({ timeout: 20_000 });
  await touch('documentPrinter', 'Clear jam');
  await citizen.sees('finish', 30_000);
  await expect(bench.locator('.job figcaption')).toContainText('pages 页 1 2 3, 3 sheets 张, 1 spoiled');
  await expect(bench.getByRole('img', { name: 'sheet 3' })).toBeVisible();
  await citizen.does('home');

  await citizen.choose('apply');
  await citizen.choose('medical-statement');
  await citizen.does('next');
  await citizen.sees('form', 20_000);
  await citizen.picks('licenceClass', 'c1');
  await citizen.types('checkedOn', '2026-11-20');
  await citizen.does('next');
  await expect(citizen.field('phone')).toBeVisible();
  await citizen.does('next');
  await citizen.choose('medical-check');
  await touch('scanner', 'Feed 2');
  await citizen.does('scan');
  await expect(page.locator('canvas[data-state="shown"]')).toHaveCount(2, { timeout: 20_000 });
  await citizen.leaves();
});

test('at the bench a phone’s code is held to the scanner, and a business licence’s', async ({ context }) => {
  const { page, touch, citizen } = await somebodyComes(context);
  await citizen.choose('progress');
  await citizen.sees('identify');
  await touch('codeScanner', 'Phone 手机码');
  await citizen.sees('progress');
  await citizen.leaves();
  await citizen.arrives();
  await citizen.choose('apply');
  await citizen.choose('invoice-supply');
  await citizen.does('next');
  await citizen.sees('identify');
  await touch('codeScanner', 'Business licence');
  await expect(page.getByText('为杭州测试小面馆办理')).toBeVisible();
  await touch('idReader', 'Shop owner');
  await citizen.sees('form', 20_000);
  await touch('idReader', 'click to lift');
  await citizen.leaves();
});

test('at the bench the ticket printer runs low and out of paper, its cover opens, and its slips are pictures', async ({
  context,
}) => {
  const { bench, touch, citizen } = await somebodyComes(context);
  const ticket = citizen.choice('ticket');
  await touch('ticketPrinter', 'Paper low');
  await expect(bench.locator('[data-role="ticketPrinter"] dl')).toContainText('near-end');
  await expect(ticket).not.toHaveAttribute('aria-disabled', 'true');
  for (const [hurt, heal, reason] of [
    ['Paper out', 'Paper in', '小票纸用完了'],
    ['Cover open', 'Cover closed', '盖子开着'],
    ['Jam', 'Clear', '小票卡住了'],
  ] as const) {
    await touch('ticketPrinter', hurt);
    await expect(ticket).toHaveAttribute('aria-disabled', 'true', { timeout: 15_000 });
    await expect(ticket).toContainText(reason);
    await touch('ticketPrinter', heal);
    await expect(ticket).not.toHaveAttribute('aria-disabled', 'true', { timeout: 15_000 });
  }
  await citizen.choose('ticket');
  await citizen.choose('general');
  await citizen.sees('finish');
  const slip = bench.getByRole('img', { name: 'slip 1' });
  await expect(slip).toBeVisible();
  const { width, height } = (await slip.boundingBox()) ?? { width: 0, height: 0 };
  expect(height).toBeGreaterThan(width);
  await citizen.leaves();
});

test('at the bench the network is cut and comes back', async ({ context }) => {
  const { touch, citizen } = await somebodyComes(context);
  await touch('central', 'Cut the network');
  await citizen.choose('ticket');
  await citizen.choose('general');
  await citizen.sees('finish');
  await citizen.does('home');
  await expect(citizen.choice('progress')).toHaveAttribute('aria-disabled', 'true', { timeout: 40_000 });
  await touch('central', 'Connect again');
  await expect(citizen.choice('progress')).not.toHaveAttribute('aria-disabled', 'true', { timeout: 40_000 });
  await citizen.leaves();
});
