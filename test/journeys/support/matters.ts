import { expect } from '@playwright/test';
import { citizenCard } from './cards.ts';
import type { FaultBench } from './fault-bench.ts';
import type { Visit } from './visit.ts';

/** A bundle, a matter for somebody else, and one of a business: each up to where tests go different ways. */

/** One clean page from the glass or the feeder. */
export const scansPaper = async (bench: FaultBench, visit: Visit, material: string): Promise<void> => {
  await visit.choose(material);
  await visit.sees('scan');
  bench.outside.scanner.feed(1);
  await visit.does('scan');
  await visit.does('confirm');
  await visit.sees('materials');
};

/** “A child is born”, opened, up to the card. */
export const opensNewborn = async (visit: Visit): Promise<void> => {
  await visit.choose('apply');
  await visit.choose('newborn');
  await visit.sees('item');
};

/** Its questions, up to the papers; `follow` is on the child's registration alone. */
export const fillsInNewborn = async (bench: FaultBench, visit: Visit): Promise<void> => {
  await visit.does('next');
  await bench.identifies(visit, 'form');
  await visit.types('childName', '测试宝宝');
  // The keyboard of the name stands open: a touch on an option below it counts all the same.
  await visit.picks('childSex', 'female');
  await visit.types('childBornOn', '2026-11-01');
  await visit.does('next');
  await visit.picks('follow', 'mother');
  await visit.types('otherParentNumber', '330106198903200019');
  await visit.does('next');
  await visit.signs('signature');
  await visit.does('next');
  await visit.types('phone', '13900000001');
  await visit.does('next');
  await visit.picks('payBy', 'online');
  await visit.does('next');
  await visit.sees('materials');
};

/** 代办: opened for somebody else, whose card is read and taken back, up to the agent's. */
export const opensForAnother = async (bench: FaultBench, visit: Visit): Promise<void> => {
  await visit.choose('apply');
  await visit.choose('pension-qualification');
  await visit.choose('on-behalf');
  await visit.sees('identify');
  bench.outside.reader.layCard(citizenCard);
  await visit.reads('agent');
  expect(await visit.text()).toContain('测***');
  await bench.liftsTheCard();
};

/** Both are known: its questions, up to the read-back. */
export const fillsInForAnother = async (visit: Visit): Promise<void> => {
  await visit.picks('livesAbroad', 'no');
  await expect(visit.field('address')).toHaveValue(/测试一路/);
  await visit.does('next');
  await visit.types('phone', '13900000002');
  await visit.does('next');
  await visit.sees('materials');
  await visit.does('next');
  await visit.sees('review');
};

/** Invoices for a business, up to the licence's code. */
export const opensInvoices = async (visit: Visit): Promise<void> => {
  await visit.choose('apply');
  await visit.choose('invoice-supply');
  await visit.does('next');
  await visit.sees('identify');
};

/** Its questions, up to the papers. */
export const fillsInInvoices = async (visit: Visit): Promise<void> => {
  await visit.picks('kind', 'ordinary');
  await visit.types('count', '80');
  await visit.types('limit', '10000');
  await visit.does('next');
  await expect(visit.field('phone')).toBeVisible();
};
