import { createHash } from 'node:crypto';
import { PDFDocument } from 'pdf-lib';
import { expect, test } from 'vitest';
import { dataFolder, KioskBench, openHall } from './support/kiosk-bench.ts';

const person = { name: '测试样例', number: '11010519491231002X' };

test('one visit with a ticket, a two-page application and a certificate: the outside gets all of it, and nothing stays', async () => {
  const hall = await openHall();
  const citizen = await KioskBench.open(hall, dataFolder());
  await citizen.arrives();

  await citizen.touch('ticket');
  await citizen.touch('general');
  const ticket = await citizen.sees('finish');
  expect(ticket.matter).toMatchObject({ kind: 'ticket', number: 'A001', slip: 'printed' });
  await citizen.act('home');

  await citizen.touch('apply');
  await citizen.touch('medical-statement');
  await citizen.act('next');
  citizen.hands('idReader', { do: 'lay', card: 'citizen' });
  await citizen.sees('form');
  citizen.hands('idReader', { do: 'lift' });
  await citizen.type({ licenceClass: 'c1', checkedOn: '2026-11-20' });
  await citizen.act('next');
  await citizen.sees('form', ({ page }) => page.id === 'contact');
  await citizen.type({ phone: '13800000001' });
  await citizen.act('next');
  await citizen.touch('medical-check');
  citizen.hands('scanner', { do: 'feed', pages: 2 });
  await citizen.touch('feeder');
  await citizen.act('scan');
  const { pages } = await citizen.sees('scan', ({ state, pages }) => state === 'ready' && pages.length === 2);
  const [page] = pages;
  expect(await citizen.blob(page?.handle ?? '')).toMatchObject({ mediaType: 'image/jpeg' });
  await citizen.act('confirm');
  await citizen.sees('materials', ({ complete }) => complete);
  await citizen.act('next');
  await citizen.sees('review');
  await citizen.act('confirm');
  const receipt = await citizen.sees('finish');
  expect(receipt.matter).toMatchObject({ kind: 'application', state: 'received', slip: 'printed' });
  await citizen.act('home');

  await citizen.touch('print');
  await citizen.sees('documents');
  await citizen.touch('doc-household-1p');
  const { handle } = await citizen.sees('preview', ({ state }) => state === 'ready');
  expect(await citizen.blob(handle ?? '')).toMatchObject({ mediaType: 'application/pdf' });
  await citizen.act('print');
  expect((await citizen.sees('finish')).matter).toMatchObject({ sheets: { asked: 1, taken: 1 } });
  await citizen.act('end-session');
  await citizen.sees('take-belongings');
  await citizen.act('confirm');
  await citizen.sees('attract');

  for (const each of [page?.handle, handle]) expect(await citizen.blob(each ?? '')).toBeNull();
  const { state } = hall.central;
  await hall.central.until(({ tickets, submissions, prints }) =>
    [tickets, submissions, prints].every((list) => list.length === 1),
  );
  expect(state.tickets[0]).toMatchObject({ number: 'A001', queueId: 'general' });
  expect(state.prints[0]).toMatchObject({ documentId: 'doc-household-1p', outcome: 'printed' });
  const [submission] = state.submissions;
  expect(submission).toMatchObject({
    itemId: 'medical-statement',
    applicant: { name: person.name, idNumber: person.number, source: 'card' },
    form: { licenceClass: 'c1', checkedOn: '2026-11-20', phone: '13800000001' },
  });
  const [paper] = [...state.files.values()];
  expect(submission?.materials).toContainEqual(
    expect.objectContaining({
      materialId: 'medical-check',
      status: 'supplied',
      pages: 2,
      sha256: paper?.sha256,
    }),
  );
  const bytes = paper?.bytes ?? Buffer.alloc(0);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(paper?.sha256);
  expect((await PDFDocument.load(bytes)).getPageCount()).toBe(2);
  expect(state.violations).toEqual([]);

  const [ticketSlip = '', receiptSlip = '', ...others] = citizen.slips;
  expect(others).toEqual([]);
  expect(ticketSlip).toContain('A001');
  expect(receiptSlip).toContain('驾驶人身体条件证明提交');
  expect(receiptSlip).toContain(submission?.receiptNumber);
  for (const secret of [person.name, person.number, '13800000001']) {
    expect(receiptSlip).not.toContain(secret);
    expect(citizen.lines.join('')).not.toContain(secret);
    expect(JSON.stringify(citizen.kiosk.runner.session)).not.toContain(secret);
  }
});

test('what was saved while the central system was away is kept over a restart and arrives once', async () => {
  const hall = await openHall();
  const dataDir = dataFolder();
  const first = await KioskBench.open(hall, dataDir);
  await hall.central.faults.offline();
  await first.arrives();
  await first.touch('ticket');
  await first.touch('general');
  await first.sees('finish');
  await first.act('home');
  await first.touch('report');
  await first.type({ text: '打印机没有纸' });
  await first.act('confirm');
  expect((await first.sees('finish')).matter).toMatchObject({ kind: 'report', state: 'saved' });
  await first.stop();
  expect(hall.central.state.tickets).toHaveLength(0);

  await hall.central.faults.online();
  const second = await KioskBench.open(hall, dataDir);
  await hall.central.until(({ tickets, reports }) => tickets.length === 1 && reports.length === 1);
  expect(hall.central.state.reports[0]).toMatchObject({ text: '打印机没有纸', screen: 'home' });
  await second.arrives();
  await second.touch('ticket');
  await second.touch('general');
  expect((await second.sees('finish')).matter).toMatchObject({ number: 'A002' });
  await hall.central.until(({ tickets }) => tickets.length === 2);
  expect(hall.central.state.tickets.map(({ number }) => number)).toEqual(['A001', 'A002']);
  expect(hall.central.state.violations).toEqual([]);
});

test('an order to go out of service outlives a restart, and is lifted by its giver', async () => {
  const hall = await openHall();
  const dataDir = dataFolder();
  hall.central.command({ kind: 'out-of-service', message: '今日检修' });
  const first = await KioskBench.open(hall, dataDir);
  expect(await first.sees('out-of-service')).toMatchObject({ message: '今日检修' });
  await first.stop();
  const second = await KioskBench.open(hall, dataDir);
  expect(await second.sees('out-of-service')).toMatchObject({ message: '今日检修' });
  hall.central.command({ kind: 'in-service' });
  await second.sees('attract');
});

test('a catalogue that was received once serves without the central system after a restart', async () => {
  const hall = await openHall();
  const dataDir = dataFolder();
  const first = await KioskBench.open(hall, dataDir);
  await first.stop();
  await hall.central.faults.offline();
  const second = await KioskBench.open(hall, dataDir);
  await second.arrives();
  await second.touch('apply');
  expect((await second.sees('catalogue')).items.length).toBeGreaterThan(10);
  await second.act('home');
  const reasonsOf = (choices: readonly { id: string; unavailable?: { code: string } | undefined }[]) =>
    Object.fromEntries(choices.map(({ id, unavailable }) => [id, unavailable?.code]));
  // Whatever device is not there yet will be.
  const { choices } = await second.sees('home', (home) => {
    const { print, scan } = reasonsOf(home.choices);
    return print === 'offline' && scan === 'offline';
  });
  expect(reasonsOf(choices)).toMatchObject({ progress: 'offline' });
  expect(reasonsOf(choices).apply).toBeUndefined();
  expect(reasonsOf(choices).ticket).toBeUndefined();
});

test('a store is not opened with another key', async () => {
  const hall = await openHall();
  const dataDir = dataFolder();
  const kiosk = await KioskBench.open(hall, dataDir);
  await kiosk.stop();
  await expect(KioskBench.open(hall, dataDir, new Uint8Array(32).fill(8))).rejects.toThrow();
});

test('a core that is killed in the middle of a visit asks for the belongings when it starts again, and writes the end down', async () => {
  const hall = await openHall();
  const dataDir = dataFolder();
  const first = await KioskBench.open(hall, dataDir);
  await first.arrives();
  await first.touch('print');
  first.hands('idReader', { do: 'lay', card: 'citizen' });
  await first.sees('documents');
  // As after SIGKILL: nobody ended the visit, and the disk is as it was.
  await first.stop();

  const second = await KioskBench.open(hall, dataDir);
  expect(await second.sees('take-belongings')).toMatchObject({ things: ['card'] });
  await second.act('confirm');
  await second.sees('attract');
  await hall.central.until(({ events }) => events.some(({ kind }) => kind === 'visit-ended'));
  expect(hall.central.state.events.filter(({ kind }) => kind === 'visit-ended')).toMatchObject([
    { reason: 'crash' },
  ]);
  await second.stop();
  const third = await KioskBench.open(hall, dataDir);
  await third.sees('attract');
});

test('paper is counted over a restart: a certificate longer than the tray is refused with its numbers, before it begins', async () => {
  const hall = await openHall();
  const dataDir = dataFolder();
  const first = await KioskBench.open(hall, dataDir);
  await first.arrives();
  await first.touch('ticket');
  first.kiosk.runner.tell({
    kind: 'paper-kept',
    stock: { ticketPrinter: { left: 9, from: 'counted', at: 0 } },
  });
  await first.touch('general');
  await first.sees('finish');
  await first.stop();
  const second = await KioskBench.open(hall, dataDir);
  expect(second.kiosk.runner.session.world.paper.stock.ticketPrinter?.left).toBe(8);
  // The simulated printer counts its tray itself.
  second.hands('documentPrinter', { do: 'sheets', count: 2 });
  await second.until(() => second.kiosk.runner.session.world.paper.stock.documentPrinter?.left === 2);
  await second.arrives();
  await second.touch('print');
  second.hands('idReader', { do: 'lay', card: 'citizen' });
  const { documents } = await second.sees('documents');
  expect(documents.find(({ id }) => id === 'doc-si-3p')?.unavailable).toMatchObject({
    code: 'document-paper-short',
    params: { need: 3, left: 2 },
  });
});
