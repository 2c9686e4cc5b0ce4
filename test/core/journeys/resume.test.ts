import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../electron/core/session/effects.ts';
import { atForm, atMaterials, suppliesPaper } from '../support/flows.ts';
import { invented, phoneAnswer, principal } from '../support/people.ts';
import { Visitor } from '../support/visitor.ts';

const asked = <D extends Effect['do']>(visitor: Visitor, kind: D): Extract<Effect, { do: D }> => {
  const effect = visitor.asked.findLast((candidate) => candidate.do === kind);
  if (effect === undefined) throw new Error(`${kind} was not asked for`);
  return effect as Extract<Effect, { do: D }>;
};

const timesOut = (visitor: Visitor): void => {
  visitor.wait(400);
  expect(['attract', 'take-belongings']).toContain(visitor.snapshot.screen.name);
};

const sealed = { id: '01a2088f-831a-73ee-b69b-dfa04b727ed0', sealed: 'c2VhbGVk', alg: 'AES-256-GCM' };

const findsDraft = (visitor: Visitor): void => {
  visitor.touch('resume');
  visitor.sees('resume');
  visitor.type({ code: '7QK4-M2XP' });
  visitor.act('next');
  visitor.tell({
    kind: 'draft-found',
    ref: asked(visitor, 'find-draft').ref,
    outcome: { ok: true, draft: sealed },
  });
};

describe('a time-out in the middle of an application', () => {
  test('leaves a sealed draft of what was answered, under this card, and wipes the rest', () => {
    const visitor = atForm();
    visitor.type({ address: '文三路 90 号', moved: false });
    visitor.wait(65);
    expect(visitor.sees('idle-warning').keepsDraft).toBe(true);
    timesOut(visitor);
    expect(asked(visitor, 'keep-draft')).toMatchObject({
      holder: { documentType: 'resident-id', idNumber: invented.idNumber, validFrom: invented.validFrom },
      content: { itemId: 'residence', values: { address: '文三路 90 号', moved: false } },
    });
    expect(JSON.stringify(visitor.session)).not.toContain('文三路');
  });

  test('leaves nothing where there is no card to open it with, or no printer for its slip', () => {
    const without = atForm();
    without.device('ticketPrinter', 'ready', 'paper-out');
    timesOut(without);
    expect(without.asked.some((effect) => effect.do === 'keep-draft')).toBe(false);
    const idle = Visitor.atHome();
    timesOut(idle);
    expect(idle.asked.some((effect) => effect.do === 'keep-draft')).toBe(false);
  });

  test.each([
    ['draft', 'status 404 about:blank', false],
    ['draft', 'status 410', false],
    ['draft', 'status 422 too-large', true],
    ['report', 'status 404', true],
  ])('with a %s refused with %s before: a slip is promised is %s', (kind, reason, isPromised) => {
    const visitor = atForm();
    const at = '2026-03-02T09:00:00+08:00';
    const backlog = { records: 0, files: 0, quarantined: 1 };
    visitor.tell({ kind: 'backlog', backlog, quarantine: [{ id: 'r', kind, reason, at }] });
    visitor.type({ address: '文三路 90 号' });
    visitor.wait(65);
    expect(visitor.sees('idle-warning').keepsDraft).toBe(isPromised);
    timesOut(visitor);
    expect(visitor.asked.some((effect) => effect.do === 'keep-draft')).toBe(isPromised);
  });

  test('and one that the person ends leaves none', () => {
    const visitor = atForm();
    visitor.type({ address: '文三路 90 号' });
    visitor.act('end-session');
    expect(visitor.asked.some((effect) => effect.do === 'keep-draft')).toBe(false);
  });
});

describe('the slip and the card', () => {
  test('bring back what was answered, and the draft is gone then', () => {
    const visitor = Visitor.atHome();
    findsDraft(visitor);
    visitor.identifies();
    const { ref } = asked(visitor, 'unseal-draft');
    visitor.tell({
      kind: 'draft-unsealed',
      ref,
      outcome: {
        ok: true,
        itemId: 'residence',
        onBehalf: false,
        values: { address: '文三路 90 号', moved: false, phone: '13800000001' },
        papers: [],
      },
    });
    expect(visitor.sees('materials')).toMatchObject({ complete: false, scansAgain: false });
    expect(asked(visitor, 'close-draft')).toMatchObject({ draftId: sealed.id });
  });

  test('bring back what was begun for another, whose card is asked for again', () => {
    const visitor = Visitor.atHome();
    findsDraft(visitor);
    visitor.identifies();
    const { ref } = asked(visitor, 'unseal-draft');
    visitor.tell({
      kind: 'draft-unsealed',
      ref,
      outcome: { ok: true, itemId: 'for-another', onBehalf: true, values: { note: '说明' }, papers: [] },
    });
    expect(visitor.sees('identify').who).toBe('principal');
    visitor.presence('absent');
    visitor.presence('present');
    visitor.cardReads(principal);
    visitor.centralKnows();
    visitor.sees('review');
    visitor.act('confirm');
    expect(visitor.take('save-submission').order.parts).toMatchObject([
      {
        applicant: { idNumber: principal.idNumber },
        agent: { idNumber: invented.idNumber },
        form: { note: '说明' },
      },
    ]);
  });

  test('bring back a bundle with the answers of all its items', () => {
    const visitor = Visitor.atHome();
    findsDraft(visitor);
    visitor.identifies();
    const { ref } = asked(visitor, 'unseal-draft');
    const values = { firm: '测试面馆', phone: '13800000002', 'seal.note': '两枚' };
    visitor.tell({
      kind: 'draft-unsealed',
      ref,
      outcome: { ok: true, itemId: 'shop', onBehalf: false, values, papers: [] },
    });
    expect(visitor.sees('materials').complete).toBe(false);
    visitor.act('back');
    expect(visitor.sees('item').item.id).toBe('shop');
    visitor.act('next');
    expect(visitor.sees('form').values).toEqual({ firm: '测试面馆', phone: '13800000002' });
  });

  test('of two people open nothing: the right card is asked for, and the code is not to be typed again', () => {
    const visitor = Visitor.atHome();
    findsDraft(visitor);
    visitor.identifies();
    expect(visitor.sees('identify').state).toBe('read');
    visitor.tell({ kind: 'draft-unsealed', ref: asked(visitor, 'unseal-draft').ref, outcome: { ok: false } });
    expect(visitor.sees('identify')).toMatchObject({ state: 'waiting', advice: 'other-card' });
    expect(visitor.asked.some((effect) => effect.do === 'close-draft')).toBe(false);
    visitor.presence('absent');
    visitor.presence('present');
    visitor.cardReads(principal);
    visitor.centralKnows();
    expect(visitor.all('unseal-draft').map(({ holder, code }) => [holder.idNumber, code])).toEqual([
      [invented.idNumber, '7QK4-M2XP'],
      [principal.idNumber, '7QK4-M2XP'],
    ]);
  });

  test('whose card was read before is not asked again; when it is not theirs, another one is', () => {
    const visitor = Visitor.atHome();
    visitor.touch('progress');
    visitor.identifies();
    visitor.act('home');
    findsDraft(visitor);
    expect(visitor.sees('resume').state).toBe('opening');
    visitor.tell({ kind: 'draft-unsealed', ref: asked(visitor, 'unseal-draft').ref, outcome: { ok: false } });
    expect(visitor.sees('identify')).toMatchObject({ state: 'waiting', advice: 'other-card' });
    visitor.act('back');
    expect(visitor.sees('resume')).toMatchObject({ state: 'code', code: '7QK4-M2XP' });
  });

  test('whoever is known by a phone only is asked for the card', () => {
    const visitor = Visitor.atHome();
    visitor.touch('progress');
    visitor.scansCode('ZLB-1');
    visitor.codeIsOf(phoneAnswer);
    visitor.sees('progress');
    visitor.act('home');
    findsDraft(visitor);
    expect(visitor.sees('identify').state).toBe('waiting');
  });

  test('whoever turns away while it is opened, or goes back from the card, finds the code and not a wait without end', () => {
    const visitor = Visitor.atHome();
    visitor.touch('resume');
    visitor.type({ code: '7QK4-M2XP' });
    visitor.act('next');
    expect(visitor.sees('resume').state).toBe('opening');
    visitor.act('report', 'back');
    expect(visitor.sees('resume')).toMatchObject({ state: 'code', code: '7QK4-M2XP' });
    visitor.act('next');
    visitor.tell({
      kind: 'draft-found',
      ref: asked(visitor, 'find-draft').ref,
      outcome: { ok: true, draft: sealed },
    });
    visitor.sees('identify');
    visitor.act('back');
    expect(visitor.sees('resume')).toMatchObject({ state: 'code', code: '7QK4-M2XP' });
  });

  test('say which papers were scanned: those that may come later are asked for again too, once', () => {
    const visitor = atMaterials();
    for (const paper of ['photo', 'lease']) suppliesPaper(visitor, paper);
    timesOut(visitor);
    const { content } = asked(visitor, 'keep-draft');
    expect(content.papers).toEqual(['photo', 'lease']);

    const later = Visitor.atHome();
    findsDraft(later);
    later.identifies();
    later.tell({
      kind: 'draft-unsealed',
      ref: asked(later, 'unseal-draft').ref,
      outcome: { ok: true, ...content, papers: ['lease'] },
    });
    suppliesPaper(later, 'photo');
    expect(later.sees('materials')).toMatchObject({ complete: true, scansAgain: true });
    const again = later.session;
    timesOut(later);
    expect(asked(later, 'keep-draft').content.papers).toEqual(['lease', 'photo']);

    later.session = again;
    later.act('next');
    later.sees('review');
    later.change('materials');
    expect(later.sees('materials')).toMatchObject({ complete: true, scansAgain: false });
  });

  test('a code that nobody knows is said to be unknown', () => {
    const visitor = Visitor.atHome();
    visitor.touch('resume');
    visitor.type({ code: 'NONSENSE' });
    visitor.act('next');
    visitor.tell({
      kind: 'draft-found',
      ref: asked(visitor, 'find-draft').ref,
      outcome: { ok: false, error: 'unknown-code' },
    });
    expect(visitor.sees('resume')).toMatchObject({ state: 'code', error: 'unknown-code', code: 'NONSENSE' });
  });

  test('a slip held under the code scanner needs no typing', () => {
    const visitor = Visitor.atHome();
    visitor.touch('resume');
    visitor.tell({ kind: 'code', text: '7QK4-M2XP' });
    expect(asked(visitor, 'find-draft')).toMatchObject({ code: '7QK4-M2XP' });
  });
});
