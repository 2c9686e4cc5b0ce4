import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../electron/core/session/effects.ts';
import { atForm } from '../support/flows.ts';
import { invented, principal } from '../support/hall.ts';
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
      },
    });
    expect(visitor.sees('materials').complete).toBe(false);
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
      outcome: { ok: true, itemId: 'for-another', onBehalf: true, values: { note: '说明' } },
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
      outcome: { ok: true, itemId: 'shop', onBehalf: false, values },
    });
    expect(visitor.sees('materials').complete).toBe(false);
    visitor.act('back');
    expect(visitor.sees('item').item.id).toBe('shop');
    visitor.act('next');
    expect(visitor.sees('form').values).toEqual({ firm: '测试面馆', phone: '13800000002' });
  });

  test('of two people open nothing, and the person may try again', () => {
    const visitor = Visitor.atHome();
    findsDraft(visitor);
    visitor.identifies();
    visitor.tell({ kind: 'draft-unsealed', ref: asked(visitor, 'unseal-draft').ref, outcome: { ok: false } });
    expect(visitor.sees('resume')).toMatchObject({ state: 'code', error: 'other-card' });
    expect(visitor.asked.some((effect) => effect.do === 'close-draft')).toBe(false);
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
