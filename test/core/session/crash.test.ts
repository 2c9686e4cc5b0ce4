import { expect, test } from 'vitest';
import { markOf, type VisitMark } from '../../../electron/core/session/left-behind.ts';
import { atDocuments, atForm, atTicketSlip } from '../support/flows.ts';
import { secrets } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

/** What the disk holds after all that was asked of it. */
const keptBy = (visitor: Visitor): VisitMark | undefined => visitor.all('keep-mark').at(-1)?.mark;

const restartedWith = (mark: VisitMark | undefined): Visitor => {
  const visitor = Visitor.atAttract();
  if (mark !== undefined) visitor.tell({ kind: 'interrupted', mark });
  return visitor;
};

test('a visit leaves a mark on disk from its first touch to its last, and nothing of the person is in it', () => {
  const visitor = atForm();
  expect(visitor.all('keep-mark')[0]?.mark).toMatchObject({ things: [], ended: false });
  expect(keptBy(visitor)).toMatchObject({ things: ['card'], ended: false });
  for (const { mark } of visitor.all('keep-mark'))
    for (const secret of secrets) expect(JSON.stringify(mark ?? {})).not.toContain(secret);
  visitor.act('end-session');
  expect(keptBy(visitor)).toMatchObject({ things: ['card'], ended: true });
  visitor.act('confirm');
  visitor.sees('attract');
  expect(keptBy(visitor)).toBeUndefined();
});

test('the mark is asked for before anything else that the same step asks for', () => {
  const visitor = Visitor.atAttract();
  const before = visitor.asked.length;
  visitor.wake();
  expect(visitor.asked.slice(before).map(({ do: kind }) => kind)).toEqual([
    'keep-mark',
    'audit',
    'refresh-queues',
  ]);
});

test('after a crash the visit is written down as ended by it, and its belongings are asked for in its language', () => {
  const killed = atForm();
  killed.intend({ kind: 'settings', settings: { language: 'en', textSize: 200 } });
  const visitor = restartedWith(keptBy(killed));
  expect(visitor.sees('take-belongings')).toMatchObject({ things: ['card'] });
  expect(visitor.snapshot.settings).toMatchObject({ language: 'en', textSize: 200, contrast: 'standard' });
  expect(visitor.all('audit')).toMatchObject([{ kind: 'visit-ended', fields: { reason: 'crash' } }]);
  expect(visitor.all('wipe')).toHaveLength(1);
  visitor.act('confirm');
  visitor.sees('attract');
  expect(keptBy(visitor)).toBeUndefined();
});

test('after a crash of a visit that used nothing the attract screen is there at once, and its row too', () => {
  const visitor = restartedWith(keptBy(Visitor.atHome()));
  visitor.sees('attract');
  expect(visitor.all('audit')).toMatchObject([{ kind: 'visit-ended', fields: { reason: 'crash' } }]);
});

test('a crash while belongings were asked for asks for them again, and ends no visit twice', () => {
  const killed = atDocuments();
  killed.act('end-session');
  const visitor = restartedWith(keptBy(killed));
  expect(visitor.sees('take-belongings').things).toEqual(['card']);
  expect(visitor.all('audit')).toEqual([]);
});

test('a restart that staff ask for in the middle of a visit asks for the belongings afterwards', () => {
  const visitor = atDocuments();
  visitor.intend({ kind: 'staff-gesture' });
  visitor.intend({ kind: 'staff-login', staffId: 's-1', pin: '246810' });
  visitor.tell({ kind: 'pin', ref: visitor.take('check-pin').ref, staffId: 's-1', right: true });
  visitor.staff('restart-app');
  expect(restartedWith(keptBy(visitor)).sees('take-belongings').things).toEqual(['card']);
});

test('a card that lies on the pad at the start is asked for once, with what else the crash left behind', () => {
  const mark = keptBy(atTicketSlip());
  const visitor = new Visitor();
  visitor.tell({
    kind: 'interrupted',
    mark: mark ?? { visit: 1, things: [], settings: { language: 'zh-CN', textSize: 100 }, ended: false },
  });
  visitor.presence('unknown');
  visitor.presence('present');
  expect(visitor.sees('take-belongings')).toMatchObject({ things: ['card'], sensed: ['card'] });
});

test('whoever is here already is not disturbed by an old mark', () => {
  const visitor = Visitor.atHome();
  const mark = markOf(atForm().session);
  if (mark !== undefined) visitor.tell({ kind: 'interrupted', mark });
  visitor.sees('home');
});
