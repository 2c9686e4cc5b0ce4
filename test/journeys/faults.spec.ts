import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { Attendant } from './support/attendant.ts';
import { citizenCard } from './support/cards.ts';
import { Citizen } from './support/citizen.ts';
import { FaultBench } from './support/fault-bench.ts';

/** Card reader, scanner and network that fail in the middle of somebody's visit. */

let bench: FaultBench;

test.beforeAll(async () => {
  bench = await FaultBench.open();
});
test.afterAll(async () => {
  await bench.close();
});

test('a card lifted too early is asked for again, and the visit goes on', async ({ page }) => {
  const citizen = new Citizen(page);
  const { reader } = bench.outside;
  await bench.begins(citizen, 'progress');
  await citizen.sees('identify');
  reader.pullDuringRead();
  reader.layCard(citizenCard);
  await expect(page.locator('[data-advice="lay-again"]')).toBeVisible({ timeout: 20_000 });
  await bench.liftsTheCard();
  await bench.identifies(citizen, 'progress');
  expect(await citizen.text()).toContain('HZ202611180007');
  await citizen.leaves();
});

test('a scanner that jams keeps the pages before; a blank page is noticed; one that hangs ends with its message', async ({
  page,
}) => {
  test.slow();
  const citizen = new Citizen(page);
  const { scanner } = bench.outside;
  await bench.fillsIn(citizen);
  await citizen.choose('medical-check');
  await citizen.sees('scan');

  scanner.feed(2);
  scanner.jamAtPage(2);
  await citizen.does('scan');
  await expect(page.getByText('扫描仪卡纸了')).toBeVisible({ timeout: 20_000 });
  await expect(page.locator('canvas[data-state="shown"]')).toHaveCount(1);
  await expect(citizen.action('confirm')).not.toHaveAttribute('aria-disabled', 'true');

  scanner.takeSheetsOut();
  scanner.repair();
  const blank = await sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#fefefe' } })
    .jpeg()
    .toBuffer();
  scanner.feed([new Uint8Array(blank)]);
  await citizen.does('scan');
  await expect(page.getByText('像是空白页')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: '不要这页：第 2 页' }).click();
  await expect(page.getByText('像是空白页')).toBeHidden();

  scanner.hang();
  scanner.feed(1);
  await citizen.does('scan');
  await expect(page.getByText('扫描仪没有回应')).toBeVisible({ timeout: 90_000 });
  await expect(page.locator('canvas[data-state="shown"]')).toHaveCount(1);
  scanner.repair();
  scanner.takeSheetsOut();
  await citizen.does('confirm');
  await citizen.sees('materials');
  await citizen.leaves();
});

test('the network that goes between the consent and the answer costs nothing: saved here, and received later', async ({
  page,
}) => {
  const citizen = new Citizen(page);
  const { central, ticketPrinter } = bench.outside;
  await bench.fillsIn(citizen);
  await bench.suppliesThePaper(citizen);
  central.faults.hangNext('POST', '/files');
  await citizen.does('confirm');
  await citizen.seesOneOf(['printing', 'finish']);
  await central.faults.offline();
  await citizen.sees('finish', 20_000);
  expect(await citizen.text()).toContain('已保存');
  expect(ticketPrinter.slips.at(-1)?.text.join('\n')).toContain('已保存在本机');
  await central.faults.online();
  await central.until(({ submissions }) => submissions.length === 1);
  await expect(page.getByText('业务系统已经收到')).toBeVisible({ timeout: 20_000 });
  expect(central.state.submissions).toHaveLength(1);
  await citizen.leaves();
});

test('a submission that the central system refuses is kept for staff, and the citizen has a receipt of what was saved', async ({
  page,
}) => {
  const citizen = new Citizen(page);
  const attendant = new Attendant(page);
  const { central, ticketPrinter } = bench.outside;
  await bench.fillsIn(citizen);
  await bench.suppliesThePaper(citizen);
  central.faults.failNext('POST', '/submissions', 422);
  await citizen.does('confirm');
  await citizen.sees('finish', 20_000);
  expect(ticketPrinter.slips.at(-1)?.text.join('\n')).toContain('已保存在本机');
  await citizen.leaves();
  await attendant.logsIn();
  await expect(page.locator('.operator__main')).toContainText('422', { timeout: 20_000 });
  await attendant.does('end-visit', true);
  await expect(page.getByRole('row', { name: /办件申请/ })).toBeVisible();
  expect(await citizen.text()).not.toContain(citizenCard.number);
  await attendant.does('leave');
});

test('a look-up that hangs does not keep anybody: after five seconds the application goes on from the card', async ({
  page,
}) => {
  const citizen = new Citizen(page);
  const { central } = bench.outside;
  central.faults.hangNext('POST', '/people/lookup');
  await bench.fillsIn(citizen, 10_000);
  const line = central.state.requests.filter(({ path }) => path === '/people/lookup').at(-1);
  expect(line?.status).toBe('hung');
  await bench.suppliesThePaper(citizen);
  await citizen.leaves();
});
