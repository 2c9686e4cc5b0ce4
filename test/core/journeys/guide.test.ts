import { expect, test } from 'vitest';
import { atItem } from '../support/flows.ts';
import type { Visitor } from '../support/visitor.ts';

const atGuide = (): Visitor => {
  const visitor = atItem('guided');
  visitor.touch('guide');
  visitor.sees('guide');
  return visitor;
};

const comes = (visitor: Visitor, handle: string, ref = visitor.take('load-recording').ref): void =>
  visitor.tell({ kind: 'recording', ref, outcome: { ok: true, handle } });

test('a step is there as text at once; its recording joins it when it has come, and nobody waits for it', () => {
  const visitor = atGuide();
  expect(visitor.take('load-recording').source).toBe('/guides/first.mp3');
  expect(visitor.sees('guide')).toMatchObject({ step: 0, steps: [{}, {}], recording: {} });
  expect(visitor.snapshot.busy).toBe(false);
  comes(visitor, 'voice-1', visitor.all('load-recording')[0]?.ref);
  expect(visitor.sees('guide').recording).toEqual({ handle: 'voice-1' });
});

test('on the next step the recording of the one before is dropped; a step without one asks for none', () => {
  const visitor = atGuide();
  comes(visitor, 'voice-1');
  visitor.act('next');
  expect(visitor.sees('guide')).toMatchObject({ step: 1 });
  expect(visitor.sees('guide').recording).toBeUndefined();
  expect(visitor.dropped).toEqual(['voice-1']);
  expect(visitor.all('load-recording')).toHaveLength(1);
  visitor.touch('0');
  expect(visitor.all('load-recording')).toHaveLength(2);
});

test('a recording that comes too late for its step is dropped, and one that can’t be had changes nothing', () => {
  const visitor = atGuide();
  const { ref } = visitor.take('load-recording');
  visitor.act('next');
  comes(visitor, 'late', ref);
  expect(visitor.dropped).toEqual(['late']);
  visitor.touch('0');
  visitor.tell({ kind: 'recording', ref: visitor.take('load-recording').ref, outcome: { ok: false } });
  expect(visitor.sees('guide').recording).toBeUndefined();
});

test('behind the last step the guide is over, and leaving it drops what it played', () => {
  const visitor = atGuide();
  visitor.act('next', 'next');
  visitor.sees('item');
  visitor.touch('guide');
  comes(visitor, 'voice-2');
  visitor.act('back');
  visitor.sees('item');
  expect(visitor.dropped).toContain('voice-2');
});
