import { expect, test } from '@playwright/test';
import { citizenCard } from './support/cards.ts';
import { visitsIn } from './support/visits.ts';

/** Each journey with something that fails in the middle of it, told in English; the printers have a file of their own. */

const here = visitsIn('en');

/** Cut in the middle; connected again, it arrives once. */
const cutTheNetwork = (): Promise<void> => here.bench.outside.central.faults.offline();
const connectAgain = (): Promise<void> => here.bench.outside.central.faults.online();

test('papers handed in while the scanner jams and the network goes are saved here, and arrive once', async () => {
  const { bench, visit } = here;
  const { central, scanner } = bench.outside;
  await visit.choose('scan');
  await bench.identifies(visit, 'progress');
  await visit.choose('HZ202611180007');
  await visit.choose('proof-of-work');
  await visit.reads('scan');
  scanner.feed(2);
  scanner.jamAtPage(2);
  await visit.does('scan');
  await expect(visit.page.getByText('A sheet is stuck')).toBeVisible({ timeout: 20_000 });
  await expect(visit.page.locator('canvas[data-state="shown"]')).toHaveCount(1);
  scanner.takeSheetsOut();
  scanner.repair();
  await visit.does('confirm');
  await visit.reads('materials');
  await cutTheNetwork();
  await visit.does('next');
  await visit.reads('finish');
  expect(await visit.text()).toContain('Saved');
  expect(central.state.supplements).toEqual([]);
  await connectAgain();
  await central.until(({ supplements }) => supplements.length === 1);
});

test('what could not be got done is kept while the network is cut, and told once it is back', async () => {
  const { bench, visit } = here;
  const { central } = bench.outside;
  await visit.choose('report');
  await visit.reads('report');
  await visit.types('text', 'No answer at window 3');
  await cutTheNetwork();
  await visit.does('confirm');
  await visit.reads('finish');
  await connectAgain();
  await central.until(({ reports }) => reports.length === 1);
  expect(central.state.reports).toMatchObject([{ text: 'No answer at window 3' }]);
});

test('a call for a person while the network is cut says where to go, and is told once it is back', async () => {
  const { bench, visit } = here;
  const { central } = bench.outside;
  await cutTheNetwork();
  await visit.does('help');
  await visit.does('call-staff');
  await visit.reads('call');
  await expect(visit.page.locator('main')).toContainText('counter', { timeout: 20_000 });
  await connectAgain();
  await central.until(({ calls }) => calls.length === 1);
});

test('the central system that refuses a rating does not trouble who gave it, and has it in the end', async () => {
  const { bench, visit } = here;
  const { central } = bench.outside;
  await visit.choose('ticket');
  await visit.choose('general');
  await visit.reads('finish');
  central.faults.failNext('POST', '/ratings', 503, { retryAfter: 1 });
  await visit.choose('rate-2');
  await visit.reads('finish');
  await expect(visit.choice('rate-2')).toHaveAttribute('aria-pressed', 'true');
  await central.until(({ ratings }) => ratings.length === 1);
  expect(central.state.ratings).toMatchObject([{ score: 2 }]);
});

test('the points nearby and a guide stay readable while the network is cut and the card reader is unplugged', async () => {
  const { bench, visit } = here;
  const { reader } = bench.outside;
  await visit.choose('nearby');
  await visit.reads('nearby');
  await cutTheNetwork();
  await visit.page.locator('main [data-choice]').nth(1).click();
  await expect(visit.page.locator('main')).toContainText('Opening hours');
  await visit.does('back');
  await visit.reads('home');
  await visit.choose('apply');
  await visit.choose('pension-qualification');
  await visit.page.getByRole('button', { name: 'Show me how' }).click();
  await visit.reads('guide');
  reader.unplug();
  await visit.does('next');
  await visit.page.keyboard.press('Enter');
  await visit.reads('item');
  await expect(visit.page.locator('main')).toContainText('The card pad is being repaired', {
    timeout: 30_000,
  });
  reader.plug();
  await expect(visit.action('next')).toBeEnabled({ timeout: 30_000 });
});

test('a central system that does not know what to say leaves somebody who asks how it stands a way on', async () => {
  const { bench, visit } = here;
  const { central } = bench.outside;
  central.faults.failNext('POST', '/people/lookup', 500, { times: 5 });
  await visit.choose('progress');
  await bench.identifies(visit, 'progress');
  await visit.reads('progress');
  await expect(visit.page.locator('main')).not.toContainText('HZ2026');
  await expect(visit.page.locator('.note, .reason-note, [role="alert"], .reason').first()).toBeVisible();
  central.faults.clear();
  await visit.does('home');
  await visit.reads('home');
});

test("somebody else's card does not open what was left, a card lifted too early is asked for again, and the right one opens it", async () => {
  const { bench } = here;
  let { visit } = here;
  const { reader } = bench.outside;
  await visit.choose('apply');
  await visit.choose('medical-statement');
  await visit.does('next');
  await bench.identifies(visit, 'form');
  await visit.picks('licenceClass', 'c1');
  await visit.types('checkedOn', '2026-11-18');
  await visit.walksAway();
  const code = visit.codeOnTheSlip();

  const stranger = { ...citizenCard, name: '测试小雨', number: '33010619980516002X', birth: '19980516' };
  visit = await here.anotherComes();
  await visit.choose('resume');
  await visit.types('code', code);
  await visit.page.keyboard.press('Enter');
  await visit.reads('identify');
  reader.layCard(stranger);
  await expect(visit.page.locator('[data-advice="other-card"]')).toBeVisible({ timeout: 20_000 });
  await bench.liftsTheCard();
  reader.pullDuringRead();
  reader.layCard(citizenCard);
  await expect(visit.page.locator('[data-advice="lay-again"]')).toBeVisible({ timeout: 20_000 });
  await bench.liftsTheCard();
  await bench.identifies(visit, 'materials');
});

test('the network that goes after a certificate was shown does not keep it from being printed, and what became of it is told later', async () => {
  const { bench, visit } = here;
  const { central, documentPrinter } = bench.outside;
  await visit.choose('print');
  await bench.identifies(visit, 'documents');
  await visit.choose('doc-household-1p');
  await visit.reads('preview');
  await expect(visit.action('print')).not.toHaveAttribute('aria-disabled', 'true');
  await cutTheNetwork();
  await visit.does('print');
  await visit.reads('finish', 40_000);
  expect(documentPrinter.finished.at(-1)).toMatchObject({ state: 'completed', sheets: 1 });
  expect(central.state.prints).toEqual([]);
  await connectAgain();
  await central.until(({ prints }) => prints.length === 1);
});
