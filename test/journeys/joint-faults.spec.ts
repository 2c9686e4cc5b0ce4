import { expect, test } from '@playwright/test';
import { Attendant } from './support/attendant.ts';
import { citizenCard, daughterCard, ownerCard } from './support/cards.ts';
import {
  fillsInForAnother,
  fillsInInvoices,
  fillsInNewborn,
  opensForAnother,
  opensInvoices,
  opensNewborn,
  scansPaper,
} from './support/matters.ts';
import { visitsIn } from './support/visits.ts';

/** 一件事, 代办 and business matters with something that fails in the middle, told in English. */

const here = visitsIn('en');

/** “A child is born”, with both its papers, at the read-back. */
const readsBackNewborn = async (): Promise<void> => {
  const { bench, visit } = here;
  await opensNewborn(visit);
  await fillsInNewborn(bench, visit);
  await scansPaper(bench, visit, 'birth-certificate');
  await scansPaper(bench, visit, 'household-book');
  await visit.does('next');
  await visit.reads('review');
};

/** The codes that stand for records as long as they have no receipt number. */
const codesOn = (slip: string): readonly string[] =>
  [...slip.matchAll(/Code of this kiosk\s+(\S+)/g)].map(([, code]) => code ?? '');

test.describe('a bundle', () => {
  test('whose scanner hangs keeps its answers and the paper before; repaired, all three records arrive', async () => {
    test.slow();
    const { bench, visit } = here;
    const { central, scanner } = bench.outside;
    await opensNewborn(visit);
    await fillsInNewborn(bench, visit);
    await scansPaper(bench, visit, 'birth-certificate');
    await visit.choose('household-book');
    await visit.reads('scan');
    scanner.hang();
    scanner.feed(1);
    await visit.does('scan');
    await expect(visit.page.getByText('The scanner did not answer')).toBeVisible({ timeout: 90_000 });
    await expect(visit.action('confirm')).toHaveCount(0);
    scanner.repair();
    scanner.takeSheetsOut();
    await visit.does('back');
    await visit.reads('materials');
    await expect(visit.choice('birth-certificate')).toContainText('Scanned, pages: 1');
    await expect(visit.choice('household-book')).not.toHaveAttribute('aria-disabled', 'true', {
      timeout: 30_000,
    });
    await scansPaper(bench, visit, 'household-book');
    await visit.does('next');
    await visit.reads('review');
    await visit.does('confirm');
    await visit.reads('finish', 30_000);
    await central.until(({ submissions }) => submissions.length === 3);
    for (const { bundleId, form } of central.state.submissions)
      expect({ bundleId, form }).toMatchObject({ bundleId: 'newborn', form: { childName: '测试宝宝' } });
    expect([...central.state.files.values()].every(({ complete }) => complete)).toBe(true);
    for (const { receiptNumber } of central.state.submissions) expect(visit.slip()).toContain(receiptNumber);
  });

  test('of which the central system refuses one record tells of each how far it has come, on screen and slip, and staff see the refused one', async () => {
    const { bench, visit } = here;
    const { central } = bench.outside;
    const before = central.state.submissions.length;
    await readsBackNewborn();
    central.faults.failNext('POST', '/submissions', 422);
    await visit.does('confirm');
    await visit.reads('finish', 30_000);
    await central.until(({ submissions }) => submissions.length === before + 2);
    const text = await visit.text();
    expect(text).toContain('Some received; staff see to the rest');
    expect(text.match(/Received by the central system/g)).toHaveLength(2);
    expect(text.match(/Not taken by the central system/g)).toHaveLength(1);
    const slip = visit.slip();
    for (const { receiptNumber } of central.state.submissions.slice(before)) {
      expect(text).toContain(receiptNumber);
      expect(slip).toContain(receiptNumber);
    }
    expect(slip.match(/not taken; staff have it/g)).toHaveLength(1);
    expect(slip).not.toContain('sent by itself');
    const attendant = new Attendant(visit.page);
    await attendant.logsIn();
    await expect(visit.page.getByRole('row', { name: /Application/ })).toBeVisible({ timeout: 20_000 });
    expect(await visit.text()).not.toContain('测试宝宝');
    await attendant.does('leave');
    await visit.reads('finish');
  });

  test('that is handed in while the network goes is saved here with three codes, and arrives once with its papers', async () => {
    const { bench, visit } = here;
    const { central } = bench.outside;
    const before = central.state.submissions.length;
    const filesBefore = central.state.files.size;
    await readsBackNewborn();
    central.faults.hangNext('POST', '/files');
    await visit.does('confirm');
    await visit.seesOneOf(['printing', 'finish']);
    await central.faults.offline();
    await visit.reads('finish', 30_000);
    expect(await visit.text()).toContain('Saved, and sent soon');
    expect(visit.slip()).toContain('Saved on this kiosk, not yet sent');
    expect(codesOn(visit.slip())).toHaveLength(3);
    expect(new Set(codesOn(visit.slip())).size).toBe(3);
    await central.faults.online();
    await central.until(({ submissions }) => submissions.length === before + 3);
    await expect(visit.page.getByText('Done, and received')).toBeVisible({ timeout: 20_000 });
    const files = [...central.state.files.values()].slice(filesBefore);
    const named = central.state.submissions
      .slice(before)
      .flatMap(({ materials }) => materials.flatMap(({ fileId }) => fileId ?? []));
    expect(files.filter(({ complete }) => complete).map(({ id }) => id)).toEqual(
      expect.arrayContaining(named),
    );
    expect(new Set(named).size).toBe(named.length);
  });

  test('whose slip runs out of paper is handed in once, and one whole slip follows when there is paper', async () => {
    const { bench, visit } = here;
    const { central, ticketPrinter } = bench.outside;
    const before = central.state.submissions.length;
    await readsBackNewborn();
    ticketPrinter.runOutAfter(10);
    await visit.does('confirm');
    const seen = await Promise.race([
      visit.sees('trouble', 60_000).then(() => 'trouble'),
      expect(visit.choice('did-not'))
        .toBeVisible({ timeout: 60_000 })
        .then(() => 'asked'),
    ]);
    await central.until(({ submissions }) => submissions.length === before + 3);
    ticketPrinter.tear();
    const torn = ticketPrinter.slips.length;
    ticketPrinter.set({ paper: 'ok' });
    if (seen === 'asked') await visit.choose('did-not');
    else await visit.does('print');
    await visit.reads('finish', 30_000);
    expect(ticketPrinter.slips.slice(torn)).toHaveLength(1);
    for (const { receiptNumber } of central.state.submissions.slice(before))
      expect(visit.slip()).toContain(receiptNumber);
    expect(central.state.submissions).toHaveLength(before + 3);
  });
});

test.describe('a matter for somebody else', () => {
  test('survives an agent whose card is lifted too early, then an expired one, then a reader that is unplugged: the applicant stays known', async () => {
    const { bench, visit } = here;
    const { central, reader } = bench.outside;
    const before = central.state.submissions.length;
    await opensForAnother(bench, visit);
    reader.pullDuringRead();
    reader.layCard(daughterCard);
    await expect(visit.page.locator('[data-advice="lay-again"]')).toBeVisible({ timeout: 20_000 });
    await bench.liftsTheCard();
    reader.layCard({ ...daughterCard, from: '20040101', until: '20240101' });
    await expect(visit.page.locator('[data-advice="expired"]')).toBeVisible({ timeout: 20_000 });
    await bench.liftsTheCard();
    reader.unplug();
    await expect(visit.page.locator('main')).toContainText('The card pad is being repaired', {
      timeout: 30_000,
    });
    reader.plug();
    await expect(visit.page.locator('main')).not.toContainText('The card pad is being repaired', {
      timeout: 30_000,
    });
    expect(await visit.text()).toContain('测***');
    reader.layCard(daughterCard);
    await visit.reads('form');
    await bench.liftsTheCard();
    await fillsInForAnother(visit);
    await visit.does('confirm');
    await visit.reads('finish');
    await central.until(({ submissions }) => submissions.length === before + 1);
    expect(central.state.submissions.at(-1)).toMatchObject({
      applicant: { idNumber: citizenCard.number, source: 'card' },
      agent: { idNumber: daughterCard.number, source: 'card' },
    });
    for (const { number, name } of [citizenCard, daughterCard])
      for (const secret of [number, name]) expect(visit.slip()).not.toContain(secret);
  });

  test('goes on when the network is cut between the two cards, and arrives once with both', async () => {
    const { bench, visit } = here;
    const { central, reader } = bench.outside;
    const before = central.state.submissions.length;
    await opensForAnother(bench, visit);
    await central.faults.offline();
    reader.layCard(daughterCard);
    await visit.reads('form');
    await bench.liftsTheCard();
    await fillsInForAnother(visit);
    await visit.does('confirm');
    await visit.reads('finish');
    expect(visit.slip()).toContain('Saved on this kiosk, not yet sent');
    await central.faults.online();
    await central.until(({ submissions }) => submissions.length === before + 1);
    expect(central.state.submissions.at(-1)).toMatchObject({
      applicant: { idNumber: citizenCard.number },
      agent: { idNumber: daughterCard.number },
    });
  });
});

test.describe('a matter of a business', () => {
  test('goes on when the network is cut while its licence is looked up: the code stands for the paper all the same', async () => {
    const { bench, visit } = here;
    const { central, reader, codeScanner } = bench.outside;
    const before = central.state.submissions.length;
    await opensInvoices(visit);
    central.faults.hangNext('POST', '/people/by-code');
    codeScanner.scan('LICENCE-TEST-0001');
    await expect(visit.root()).toHaveAttribute('data-busy', 'true');
    await central.faults.offline();
    await expect(visit.page.getByRole('heading', { level: 1 })).toContainText('ID card', { timeout: 20_000 });
    reader.layCard(ownerCard);
    await visit.reads('form');
    await bench.liftsTheCard();
    await fillsInInvoices(visit);
    await expect(visit.field('phone')).toHaveValue('');
    await visit.types('phone', '13900000009');
    await visit.does('next');
    await visit.reads('materials');
    expect(await visit.text()).toContain('Covered by the business licence');
    await visit.does('next');
    await visit.reads('review');
    await visit.does('confirm');
    await visit.reads('finish');
    expect(visit.slip()).toContain('Saved on this kiosk, not yet sent');
    await central.faults.online();
    await central.until(({ submissions }) => submissions.length === before + 1);
    const submission = central.state.submissions.at(-1);
    expect(submission).toMatchObject({ applicant: { idNumber: ownerCard.number, source: 'card' } });
    expect(submission?.materials).toContainEqual({
      materialId: 'business-licence',
      status: 'licence',
      code: 'LICENCE-TEST-0001',
    });
  });

  test('is not opened by the card of somebody whom the licence does not name; the named one’s goes on, and a slip without paper waits', async () => {
    const { bench, visit } = here;
    const { central, reader, codeScanner, ticketPrinter } = bench.outside;
    const before = central.state.submissions.length;
    await opensInvoices(visit);
    codeScanner.scan('LICENCE-TEST-0001');
    await expect(visit.page.getByText('For 杭州测试小面馆')).toBeVisible();
    reader.layCard(citizenCard);
    await expect(visit.page.locator('[data-advice="not-representative"]')).toBeVisible({ timeout: 20_000 });
    await bench.liftsTheCard();
    reader.layCard(ownerCard);
    await visit.reads('form');
    await bench.liftsTheCard();
    await fillsInInvoices(visit);
    await expect(visit.field('phone')).toHaveValue('13900000009');
    await visit.does('next');
    await visit.reads('materials');
    await visit.does('next');
    await visit.reads('review');
    ticketPrinter.set({ coverOpen: true });
    await expect(visit.action('confirm')).toBeEnabled();
    await visit.does('confirm');
    await visit.reads('trouble', 30_000);
    await central.until(({ submissions }) => submissions.length === before + 1);
    const slips = ticketPrinter.slips.length;
    ticketPrinter.set({ coverOpen: false });
    await visit.does('print');
    await visit.reads('finish', 30_000);
    expect(ticketPrinter.slips).toHaveLength(slips + 1);
    expect(visit.slip()).toContain(central.state.submissions.at(-1)?.receiptNumber);
    expect(central.state.submissions).toHaveLength(before + 1);
  });
});
