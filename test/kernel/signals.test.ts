import { describe, expect, it } from 'vitest';
import { countsOf, parseLine, planLine, requestLine, resultLine } from './signals.ts';

describe('what the machine tells on its console', () => {
  it('is understood as it was said, whatever ends the line', () => {
    expect(parseLine(planLine(19))).toEqual({ kind: 'plan', count: 19 });
    expect(parseLine(`${resultLine(true, 3, 'a card is read')}\r`)).toEqual({
      kind: 'kept',
      name: 'a card is read',
    });
    expect(parseLine(resultLine(false, 4, 'a code is read'))).toEqual({
      kind: 'broken',
      name: 'a code is read',
    });
    expect(parseLine(requestLine('unplug-reader'))).toEqual({ kind: 'request', request: 'unplug-reader' });
  });

  it.each([
    '# ok 1 - of an explanation',
    '[    1.5] ok 1 - of the kernel',
    '@ format the disk',
    'ok then',
    '',
  ])('"%s" is a remark', (text) => {
    expect(parseLine(text)).toEqual({ kind: 'remark', text });
  });

  it('a promise of which nothing was heard is broken', () => {
    expect(countsOf({ planned: 19, kept: 17, broken: 1 })).toEqual({ passed: 17, failed: 2 });
    expect(countsOf({ planned: 19, kept: 19, broken: 0 })).toEqual({ passed: 19, failed: 0 });
  });

  it('a machine that never came so far as to announce anything has failed', () => {
    expect(countsOf({ planned: undefined, kept: 0, broken: 0 })).toEqual({ passed: 0, failed: 1 });
  });
});
