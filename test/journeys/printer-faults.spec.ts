import { expect, test } from '@playwright/test';
import { Attendant } from './support/attendant.ts';
import { Citizen } from './support/citizen.ts';
import { FaultBench } from './support/fault-bench.ts';

/** Printers that stop in the middle of somebody's visit. */

let bench: FaultBench;

test.beforeAll(async () => {
  bench = await FaultBench.open();
});
test.afterAll(async () => {
  await bench.close();
});

test('a jam on page two of three: staff are told, only the owed pages are printed, and both outcomes arrive', async ({
  page,
}) => {
  const citizen = new Citizen(page);
  const { documentPrinter, central } = bench.outside;
  await bench.previews(citizen, 'doc-si-3p');
  documentPrinter.jamAtPage(2);
  await citizen.does('print');
  await expect(page.getByText('已告诉工作人员')).toBeVisible({ timeout: 20_000 });
  await central.until(({ calls }) => calls.some(({ reason }) => reason === 'jam'));
  await citizen.sees('trouble', 40_000);
  await expect(page.locator('.page-card')).toHaveCount(3);
  expect(
    await page
      .locator('.page-card')
      .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-state'))),
  ).toEqual(['taken', 'spoiled', 'owed']);
  await expect(citizen.action('print')).toHaveCount(0);
  documentPrinter.clearJam();
  await expect(citizen.action('print')).toContainText('2、3', { timeout: 20_000 });
  await citizen.does('print');
  await citizen.sees('finish', 20_000);
  expect(await citizen.text()).toContain('作废 1 张');

  const [jammed, owed] = documentPrinter.finished;
  expect(jammed).toMatchObject({ pages: [1], spoiled: 1 });
  expect(owed).toMatchObject({ state: 'completed', sheets: 2 });
  await central.until(({ prints }) => prints.length === 2);
  expect(central.state.prints.map(({ documentId, sheets }) => ({ documentId, sheets }))).toEqual([
    { documentId: 'doc-si-3p', sheets: expect.objectContaining({ taken: 1, spoiled: 1 }) },
    { documentId: 'doc-si-3p', sheets: expect.objectContaining({ taken: 2, spoiled: 0 }) },
  ]);
  expect(central.state.calls.filter(({ reason }) => reason === 'jam')).toHaveLength(1);
  await citizen.leaves();
});

test('without paper nothing is begun: the choice says why, and is there again when paper is', async ({
  page,
}) => {
  const citizen = new Citizen(page);
  const { documentPrinter } = bench.outside;
  await bench.previews(citizen, 'doc-household-1p');
  documentPrinter.paperOut();
  await expect(citizen.action('print')).toHaveAttribute('aria-disabled', 'true', { timeout: 20_000 });
  await expect(citizen.action('print')).toContainText('打印纸用完了');
  const attendant = new Attendant(page);
  await attendant.logsIn();
  await expect(attendant.device('documentPrinter')).toContainText('没纸了');
  documentPrinter.load(250);
  await attendant.does('paper-refilled');
  await expect(attendant.device('documentPrinter')).toContainText('正常', { timeout: 20_000 });
  await attendant.does('leave');
  await citizen.sees('preview');
  await expect(citizen.action('print')).not.toHaveAttribute('aria-disabled', 'true');
  await citizen.leaves();
});

test('paper that ends in the middle and is refilled soon costs nothing: the certificate goes on by itself', async ({
  page,
}) => {
  const citizen = new Citizen(page);
  const { documentPrinter } = bench.outside;
  await bench.previews(citizen, 'doc-si-3p');
  const before = documentPrinter.finished.length;
  documentPrinter.load(1);
  await citizen.does('print');
  await expect(page.getByText('打印纸用完了')).toBeVisible({ timeout: 20_000 });
  documentPrinter.load(250);
  await citizen.sees('finish', 20_000);
  expect(documentPrinter.finished.slice(before)).toMatchObject([{ state: 'completed', pages: [1, 2, 3] }]);
  await citizen.leaves();
});

test('a ticket whose printer did not answer is asked about, and is not printed twice', async ({ page }) => {
  const citizen = new Citizen(page);
  const { ticketPrinter } = bench.outside;
  await bench.begins(citizen, 'ticket');
  const before = ticketPrinter.slips.length;
  ticketPrinter.dropNextReply();
  await citizen.choose('general');
  await expect(citizen.choice('came-out')).toBeVisible({ timeout: 40_000 });
  await expect(citizen.choice('did-not')).toBeVisible();
  await citizen.choose('came-out');
  await citizen.sees('finish');
  expect(ticketPrinter.slips.length - before).toBe(1);
  await citizen.leaves();
});

test('paper that ends in the middle of a slip keeps the number, and one whole slip follows', async ({
  page,
}) => {
  const citizen = new Citizen(page);
  const { ticketPrinter } = bench.outside;
  await bench.begins(citizen, 'ticket');
  await citizen.sees('ticket');
  const before = ticketPrinter.slips.length;
  ticketPrinter.runOutAfter(10);
  await citizen.choose('general');
  const seen = await Promise.race([
    citizen.sees('trouble', 40_000).then(() => 'trouble'),
    expect(citizen.choice('did-not'))
      .toBeVisible({ timeout: 40_000 })
      .then(() => 'asked'),
  ]);
  const number = /A\d{3}/.exec(await citizen.text())?.[0] ?? 'none';
  ticketPrinter.tear();
  const torn = ticketPrinter.slips.length;
  ticketPrinter.set({ paper: 'ok' });
  if (seen === 'asked') await citizen.choose('did-not');
  else await citizen.does('print');
  await citizen.sees('finish', 20_000);
  const whole = ticketPrinter.slips.slice(torn);
  expect(whole).toHaveLength(1);
  expect(whole[0]?.text.join('\n')).toContain(number);
  expect(torn - before).toBeLessThanOrEqual(1);
  await citizen.leaves();
});
