import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Evidence,
  type JobEnd,
  planSheets,
  settle,
  sheetsOut,
} from '../../../devices/protocol/printing/ledger.ts';

const nothing: Evidence = { end: 'stopped', counters: {}, jams: 0, jammed: false };
const three = planSheets([1, 2, 3], 'one-sided', 1);

const optional = (most: number) => fc.option(fc.integer({ min: 0, max: most }), { nil: undefined });
const plans = fc
  .record({
    pages: fc.integer({ min: 1, max: 12 }),
    sides: fc.constantFrom('one-sided' as const, 'two-sided-long-edge' as const),
    copies: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ pages, sides, copies }) =>
    planSheets(
      Array.from({ length: pages }, (_, at) => at + 1),
      sides,
      copies,
    ),
  );
const evidence = fc
  .record({
    end: fc.constantFrom<JobEnd>('never-began', 'completed', 'stopped', 'lost'),
    impressions: optional(60),
    sheets: optional(60),
    jams: fc.integer({ min: 0, max: 3 }),
    jammed: fc.boolean(),
  })
  .map(({ end, impressions, sheets, jams, jammed }): Evidence => {
    const counters = {
      ...(impressions === undefined ? {} : { impressions }),
      ...(sheets === undefined ? {} : { sheets }),
    };
    return { end, counters, jams, jammed: jammed && jams > 0 };
  });

describe('whatever happened', () => {
  it('the sheets balance', () => {
    fc.assert(
      fc.property(plans, evidence, (plan, told) => {
        const { asked, taken, spoiled, unknown } = settle(plan, told).ledger;
        expect(asked).toBe(taken + spoiled + unknown);
        expect(Math.min(taken, spoiled, unknown)).toBeGreaterThanOrEqual(0);
        expect(taken + unknown).toBeLessThanOrEqual(plan.length);
      }),
    );
  });

  it('every page is either on a sheet that was taken or owed, and never both', () => {
    fc.assert(
      fc.property(plans, evidence, (plan, told) => {
        const { ledger, owed } = settle(plan, told);
        const taken = plan.slice(0, ledger.taken).flatMap((sheet) => sheet.pages);
        expect([...taken, ...owed]).toEqual(plan.flatMap((sheet) => sheet.pages));
      }),
    );
  });

  it('nothing is owed after a completed job, and everything after one that never began', () => {
    fc.assert(
      fc.property(plans, evidence, (plan, told) => {
        expect(settle(plan, { ...told, end: 'completed' })).toMatchObject({
          owed: [],
          ledger: { taken: plan.length, unknown: 0 },
        });
        expect(settle(plan, { ...told, end: 'never-began' })).toMatchObject({
          owed: plan.flatMap((sheet) => sheet.pages),
          ledger: { asked: 0 },
        });
      }),
    );
  });
});

describe('after a jam', () => {
  it('at page 2 of 3, one came out, one is spoiled, and pages 2 and 3 are owed', () => {
    const end = settle(three, {
      end: 'stopped',
      counters: { impressions: 1, sheets: 1 },
      jams: 1,
      jammed: true,
    });
    expect(end).toEqual({ ledger: { asked: 2, taken: 1, spoiled: 1, unknown: 0 }, owed: [2, 3] });
  });

  it('that the printer put right by itself, four sheets were drawn and none is owed', () => {
    const end = settle(three, { end: 'completed', counters: { impressions: 3 }, jams: 1, jammed: false });
    expect(end).toEqual({ ledger: { asked: 4, taken: 3, spoiled: 1, unknown: 0 }, owed: [] });
  });

  it('the stuck sheet is owed even when the printer has counted it', () => {
    const end = settle(three, { end: 'stopped', counters: { impressions: 3 }, jams: 1, jammed: true });
    expect(end).toMatchObject({ ledger: { taken: 2, spoiled: 1, unknown: 0 }, owed: [3] });
  });

  it('on both sides of a sheet, both its pages are owed', () => {
    const plan = planSheets([1, 2, 3, 4, 5], 'two-sided-long-edge', 1);
    const end = settle(plan, {
      end: 'stopped',
      counters: { impressions: 3, sheets: 1 },
      jams: 1,
      jammed: true,
    });
    expect(end).toMatchObject({ ledger: { taken: 1, spoiled: 1 }, owed: [3, 4, 5] });
  });

  it('in the second copy, the rest of that copy is owed', () => {
    const plan = planSheets([1, 2, 3], 'one-sided', 2);
    const end = settle(plan, { end: 'stopped', counters: { impressions: 4 }, jams: 1, jammed: true });
    expect(end.owed).toEqual([2, 3]);
  });
});

describe('counters', () => {
  it('that disagree leave the sheets between them unknown', () => {
    expect(settle(three, { ...nothing, counters: { impressions: 2, sheets: 1 } }).ledger).toEqual({
      asked: 2,
      taken: 1,
      spoiled: 0,
      unknown: 1,
    });
  });

  it('that are missing leave all sheets unknown', () => {
    expect(settle(three, nothing).ledger).toEqual({ asked: 3, taken: 0, spoiled: 0, unknown: 3 });
  });

  it('of sides become whole sheets only', () => {
    const plan = planSheets([1, 2, 3], 'two-sided-long-edge', 2);
    expect([0, 1, 2, 3, 4, 5, 6].map((impressions) => sheetsOut(plan, { impressions }).sure)).toEqual([
      0, 0, 1, 2, 2, 3, 4,
    ]);
  });

  it('of a lost job count what is sure; the rest is unknown', () => {
    const end = settle(three, { ...nothing, end: 'lost', counters: { sheets: 1 } });
    expect(end).toEqual({ ledger: { asked: 3, taken: 1, spoiled: 0, unknown: 2 }, owed: [2, 3] });
  });
});
