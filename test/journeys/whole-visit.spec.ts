import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { PDFDocument } from 'pdf-lib';
import { type KioskProcess, startKiosk } from '../support/kiosk-process.ts';
import { type Outside, startOutside } from '../support/outside.ts';
import { citizenCard } from './support/cards.ts';
import { Citizen } from './support/citizen.ts';
import { fillsInHealthStatement } from './support/health-statement.ts';

let outside: Outside;
let kiosk: KioskProcess;

test.beforeEach(async () => {
  outside = await startOutside();
  kiosk = await startKiosk(outside.config);
});

test.afterEach(async () => {
  await kiosk.stop();
  await outside.close();
});

const filesUnder = (dir: string): string[] =>
  readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });

test('one person takes a ticket, applies with a two-page scan and prints a certificate, and the outside got all of it', async ({
  page,
}) => {
  const citizen = new Citizen(page);
  await page.goto(kiosk.url);
  await citizen.arrives();

  // A ticket.
  await citizen.choose('ticket');
  await citizen.sees('ticket');
  await citizen.choose('general');
  await citizen.sees('finish');
  expect(await citizen.text()).toContain('A001');
  await citizen.does('home');

  // An application, from the card.
  await citizen.choose('apply');
  await citizen.sees('catalogue');
  await fillsInHealthStatement(citizen, outside.reader);
  await citizen.choose('medical-check');
  await citizen.sees('scan');
  outside.scanner.feed(2);
  await citizen.does('scan');
  await citizen.does('confirm');
  await citizen.sees('materials');
  await citizen.does('next');
  await citizen.sees('review');
  expect(await citizen.text()).not.toContain(citizenCard.number);
  await citizen.does('confirm');
  await citizen.sees('finish');
  await citizen.does('home');

  // A certificate.
  await citizen.choose('print');
  await citizen.sees('documents');
  await citizen.choose('doc-si-3p');
  await citizen.sees('preview');
  await citizen.does('print');
  await citizen.sees('finish', 30_000);
  await citizen.does('end-session');
  await citizen.sees('take-belongings');
  await citizen.does('confirm');
  await citizen.sees('attract');

  // What the outside got.
  const { state } = outside.central;
  await outside.central.until(
    ({ submissions, tickets, prints }) => submissions.length + tickets.length + prints.length === 3,
  );
  expect(state.violations).toEqual([]);
  expect(state.tickets[0]).toMatchObject({ number: 'A001', queueId: 'general' });
  const submission = state.submissions[0];
  expect(submission).toMatchObject({
    itemId: 'medical-statement',
    applicant: { idNumber: citizenCard.number, source: 'card' },
    form: { licenceClass: 'c1', checkedOn: '2026-11-20', phone: '13800000001' },
  });
  const [paper] = [...state.files.values()];
  if (paper === undefined) throw new Error('no file arrived');
  expect(createHash('sha256').update(paper.bytes).digest('hex')).toBe(paper.sha256);
  expect((await PDFDocument.load(paper.bytes)).getPageCount()).toBe(2);
  expect(JSON.stringify(submission)).toContain(paper.sha256);

  const [ticketSlip, receiptSlip] = outside.ticketPrinter.slips;
  expect(ticketSlip?.text.join('\n')).toContain('A001');
  expect(receiptSlip?.text.join('\n')).toContain('驾驶人身体条件证明提交');
  expect(receiptSlip?.text.join('\n')).not.toContain(citizenCard.number);
  const [job] = outside.documentPrinter.finished;
  expect(job).toMatchObject({ state: 'completed', pages: [1, 2, 3], sheets: 3 });

  await kiosk.stop();
  for (const path of filesUnder(kiosk.dataDir)) {
    const bytes = readFileSync(path);
    for (const secret of [citizenCard.number, citizenCard.name, '13800000001']) {
      expect(bytes.includes(Buffer.from(secret, 'utf8')), `${secret} in ${path}`).toBe(false);
      expect(bytes.includes(Buffer.from(secret, 'utf16le')), `${secret} in ${path}`).toBe(false);
    }
  }
  expect(kiosk.errors()).not.toContain(citizenCard.number);
});
