import { expect, test } from 'vitest';
import { atItem } from '../support/flows.ts';
import type { Visitor } from '../support/visitor.ts';

type What = 'recording' | 'picture';

const atGuide = (): Visitor => {
  const visitor = atItem('guided');
  visitor.touch('guide');
  visitor.sees('guide');
  return visitor;
};

/** What was asked for last of this kind. */
const asked = (visitor: Visitor, what: What) => {
  const found = visitor.all('load-guide-media').findLast((effect) => effect.what === what);
  if (found === undefined) throw new Error(`nobody asked for a ${what}`);
  return found;
};
const comes = (visitor: Visitor, what: What, handle: string, { ref } = asked(visitor, what)): void =>
  visitor.tell({ kind: 'guide-media', ref, outcome: { ok: true, handle } });
const fails = (visitor: Visitor, what: What): void =>
  visitor.tell({ kind: 'guide-media', ref: asked(visitor, what).ref, outcome: { ok: false } });

test('a step is there as text at once; what it plays and shows joins it as it comes, and nobody waits for it', () => {
  const visitor = atGuide();
  expect(asked(visitor, 'recording').source).toBe('/guides/first.mp3');
  expect(asked(visitor, 'picture').source).toBe('/guides/first.png');
  expect(visitor.sees('guide')).toMatchObject({ step: 0, steps: [{}, {}], recording: {}, picture: {} });
  expect(visitor.snapshot.busy).toBe(false);
  comes(visitor, 'picture', 'drawing-1');
  expect(visitor.sees('guide')).toMatchObject({ recording: {}, picture: { handle: 'drawing-1' } });
  comes(visitor, 'recording', 'voice-1');
  expect(visitor.sees('guide')).toMatchObject({
    recording: { handle: 'voice-1' },
    picture: { handle: 'drawing-1' },
  });
});

test('on the next step recording and picture of the one before are dropped; a step without them asks for none', () => {
  const visitor = atGuide();
  comes(visitor, 'recording', 'voice-1');
  comes(visitor, 'picture', 'drawing-1');
  visitor.act('next');
  expect(visitor.sees('guide')).toMatchObject({ step: 1 });
  expect(visitor.sees('guide')).not.toHaveProperty('recording');
  expect(visitor.sees('guide')).not.toHaveProperty('picture');
  expect(visitor.dropped).toEqual(['voice-1', 'drawing-1']);
  expect(visitor.all('load-guide-media')).toHaveLength(2);
  visitor.touch('0');
  expect(visitor.all('load-guide-media')).toHaveLength(4);
});

test.each(['recording', 'picture'] as const)(
  'a %s that comes too late for its step is dropped, and one that can’t be had takes nothing else with it',
  (what) => {
    const other = what === 'picture' ? 'recording' : 'picture';
    const visitor = atGuide();
    const first = asked(visitor, what);
    visitor.act('next');
    comes(visitor, what, 'late', first);
    expect(visitor.dropped).toEqual(['late']);
    visitor.touch('0');
    comes(visitor, what, 'later', first);
    expect(visitor.dropped).toEqual(['late', 'later']);
    comes(visitor, other, 'there');
    fails(visitor, what);
    expect(visitor.sees('guide')).not.toHaveProperty(what);
    expect(visitor.sees('guide')).toMatchObject({ step: 0, [other]: { handle: 'there' } });
  },
);

test('behind the last step the guide is over, and leaving it drops what it played and showed', () => {
  const visitor = atGuide();
  visitor.act('next', 'next');
  visitor.sees('item');
  visitor.touch('guide');
  comes(visitor, 'recording', 'voice-2');
  comes(visitor, 'picture', 'drawing-2');
  visitor.act('back');
  visitor.sees('item');
  expect(visitor.dropped).toEqual(expect.arrayContaining(['voice-2', 'drawing-2']));
});
