import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Attempt } from './citizens.ts';
import type { Arrived, SimCentral } from './sim-central.ts';
import type { SimKiosk } from './sim-kiosk.ts';

/** What must be so at the end of a day, when every line has been whole for a while. Throws what is not. */

const must = (so: boolean, why: string): void => {
  if (!so) throw new Error(why);
};

const tokenOf = ({ body }: Arrived, path: string): string => {
  if (path === '/submissions') return String((body.form as Record<string, unknown>).attempt);
  return String(path === '/prints' ? body.documentId : body.recordId);
};

/** The parts of a bundle are `17/0`, `17/1`. */
const attemptOf = (token: string): number => Number(token.split('/')[0]);
const tokensOf = ({ token, kind, parts }: Attempt): readonly string[] =>
  kind === 'application' ? Array.from({ length: parts }, (_, index) => `${token}/${index}`) : [token];

/** What was promised has arrived once; what was begun and never promised at most once; nothing else has. */
const nothingLostOrTwice = (central: SimCentral, attempts: readonly Attempt[]): void => {
  for (const [kind, path] of [
    ['application', '/submissions'],
    ['print', '/prints'],
    ['rating', '/ratings'],
  ] as const) {
    const arrived = new Map<string, number>();
    for (const one of central.of(path)) {
      const token = tokenOf(one, path);
      must(attempts[attemptOf(token)]?.kind === kind, `${path}: ${token} is nobody's`);
      arrived.set(token, (arrived.get(token) ?? 0) + 1);
    }
    for (const [token, times] of arrived) must(times === 1, `${path}: ${token} arrived ${times} times`);
    for (const attempt of attempts)
      if (attempt.kind === kind) {
        const here = tokensOf(attempt).filter((token) => arrived.has(token)).length;
        must(
          !attempt.promised || here === attempt.parts,
          `${path}: ${attempt.token} was promised and is lost`,
        );
        must(here === 0 || here === attempt.parts, `${path}: of ${attempt.token} only a part has arrived`);
      }
  }
};

const ticketsAreTrue = (central: SimCentral, attempts: readonly Attempt[]): void => {
  const { tickets } = central.tickets;
  for (const { token, kind, kiosk, promised, voided } of attempts) {
    if (kind !== 'ticket' || !promised) continue;
    const ticket = tickets.get(promised.id);
    must(ticket !== undefined, `the ticket ${promised.number} of ${token} is lost`);
    must(ticket?.number === promised.number, `${promised.number} arrived as ${ticket?.number}`);
    // The journal holds what citizens did, not what the kiosk itself has to tell.
    const mustBeVoid = voided && !kiosk.hasLostCommits;
    must(!mustBeVoid || ticket?.voided === true, `${promised.number} was given back and counts still`);
  }
  const tried = attempts.filter(({ kind }) => kind === 'ticket').length;
  must(tickets.size <= tried, `${tickets.size} tickets arrived of ${tried}`);
};

/** Every sheet of every certificate: asked = taken + spoiled + unknown, and the paper itself says nothing else. */
const sheetsBalance = (central: SimCentral, attempts: readonly Attempt[]): void => {
  const prints = new Map(central.of('/prints').map((print) => [tokenOf(print, '/prints'), print.body]));
  for (const { token, kind, asked, paper, end } of attempts) {
    if (kind !== 'print') continue;
    const told = prints.get(token);
    if (!told) {
      must(
        end === undefined && paper.out === 0 && paper.spoiled === 0,
        `nothing is told of the sheets of ${token}`,
      );
      continue;
    }
    const { taken, spoiled, unknown } = told.sheets as { taken: number; spoiled: number; unknown: number };
    must(taken <= paper.out, `of ${token} ${taken} sheets are said to be out, ${paper.out} are`);
    must(paper.out <= taken + unknown, `of ${token} ${paper.out} sheets are out, ${taken + unknown} can be`);
    must(paper.spoiled <= spoiled + unknown, `of ${token} a spoiled sheet is not told`);
    must(taken + spoiled + unknown <= asked, `of ${token} more sheets are told than asked for`);
  }
};

/** One person's records of one kiosk arrive in the order in which they were promised. */
const orderIsKept = (central: SimCentral, attempts: readonly Attempt[]): void => {
  const last = new Map<string, number>();
  for (const one of central.of('/submissions')) {
    const attempt = attempts[attemptOf(tokenOf(one, '/submissions'))];
    const line = `${attempt?.kiosk.id} ${attempt?.person}`;
    const at = Number(attempt?.token);
    must(at >= (last.get(line) ?? -1), `${at} arrived after ${last.get(line)}, of one person`);
    last.set(line, at);
  }
};

/**
 * Of each block that a kiosk has had and whose day is over: what was not given out has been given back. A kiosk that has
 * lost commits gives up what it has: nobody gets those numbers any more.
 */
const blocksBalance = (central: SimCentral, kiosks: readonly SimKiosk[], today: string): void => {
  const forgetful = new Set(kiosks.filter(({ hasLostCommits }) => hasLostCommits).map(({ id }) => id));
  const open = new Set(kiosks.flatMap(({ store }) => store.openBlocks().map(({ id }) => id)));
  const used = new Map<string, number>();
  for (const { blockId } of central.tickets.tickets.values()) used.set(blockId, (used.get(blockId) ?? 0) + 1);
  for (const block of central.tickets.blocks.values()) {
    if (block.businessDate >= today) continue;
    must(!open.has(block.id), `a block of ${block.businessDate} is still open`);
    const back = block.released ? block.released.to - block.released.from + 1 : 0;
    const size = block.to - block.from + 1;
    const told = back + (used.get(block.id) ?? 0);
    must(
      told === size || (told < size && forgetful.has(block.kioskId)),
      `of a block of ${size}, ${back} came back and ${used.get(block.id) ?? 0} were used`,
    );
  }
};

const kioskIsEmpty = (central: SimCentral, kiosk: SimKiosk): void => {
  const { store, dir } = kiosk;
  const { records, files, quarantined } = store.backlog();
  must(quarantined === 0, `${kiosk.id} holds back: ${store.quarantined()[0]?.reason}`);
  must(records === 0 && files === 0, `${kiosk.id} still has ${records} records and ${files} papers`);
  store.erase();
  const left = readdirSync(join(dir, 'files'));
  must(left.length === 0, `${kiosk.id} keeps ${left.length} papers that were accepted`);
  const verdict = store.verifyAudit();
  must(verdict.ok, `the events of ${kiosk.id} do not hold`);
  must(central.lastEvent(kiosk.id) !== undefined, `no event of ${kiosk.id} arrived`);
};

export const judge = (
  central: SimCentral,
  kiosks: readonly SimKiosk[],
  attempts: readonly Attempt[],
  today: string,
): void => {
  must(central.complaints.length === 0, `the central system complains: ${central.complaints[0]}`);
  for (const kiosk of kiosks) kioskIsEmpty(central, kiosk);
  nothingLostOrTwice(central, attempts);
  ticketsAreTrue(central, attempts);
  sheetsBalance(central, attempts);
  orderIsKept(central, attempts);
  blocksBalance(central, kiosks, today);
};
