import { describe, expect, it } from 'vitest';
import { interpret, knownReasons, needsHands } from '../../../devices/protocol/printing/conditions.ts';

const report = (state: number | undefined, ...reasons: string[]) => ({ state, reasons, accepting: true });

describe('what a printer’s words mean', () => {
  it.each([
    ['media-empty-error', 'paper-out', 'error'],
    ['media-needed-error', 'paper-out', 'error'],
    ['media-jam-error', 'paper-jam', 'error'],
    ['media-low-warning', 'paper-low', 'warning'],
    ['media-low-report', 'paper-low', 'report'],
    ['cover-open-error', 'cover-open', 'error'],
    ['door-open-error', 'door-open', 'error'],
    ['interlock-open', 'door-open', 'error'],
    ['input-tray-missing-error', 'tray-missing', 'error'],
    ['output-area-full-error', 'output-full', 'error'],
    ['toner-low', 'toner-low', 'warning'],
    ['marker-supply-low-warning', 'toner-low', 'warning'],
    ['marker-supply-empty-error', 'toner-empty', 'error'],
    ['fuser-over-temp-error', 'overheated', 'error'],
    ['opc-life-over', 'out-of-order', 'error'],
    ['paused', 'paused', 'error'],
    ['shutdown', 'offline', 'error'],
    ['media-jam', 'paper-jam', 'error'],
  ])('%s is %s, %s', (reason, code, severity) => {
    const { conditions } = interpret(report(3, reason));
    expect(conditions).toEqual([{ code, severity, detail: reason }]);
  });

  it('knows every keyword of RFC 8011, with each suffix, and never drops one', () => {
    expect(knownReasons).toHaveLength(33);
    for (const reason of knownReasons)
      for (const severity of ['report', 'warning', 'error'] as const)
        expect(interpret(report(3, `${reason}-${severity}`)).conditions).toEqual([
          { code: expect.any(String), severity, detail: `${reason}-${severity}` },
        ]);
  });

  it('keeps words it has never heard, as other, and cuts their length', () => {
    expect(interpret(report(3, 'acme-staple-gone-warning')).conditions).toEqual([
      { code: 'other', severity: 'warning', detail: 'acme-staple-gone-warning' },
    ]);
    expect(interpret(report(3, 'x'.repeat(500))).conditions[0]?.detail).toHaveLength(80);
  });
});

describe('link', () => {
  it.each([
    [3, [], 'ready'],
    [3, ['none'], 'ready'],
    [4, ['none'], 'busy'],
    [4, ['toner-low-warning'], 'busy'],
    [5, ['media-empty-error'], 'faulted'],
    [3, ['cover-open-error'], 'faulted'],
    [undefined, [], 'ready'],
  ])('printer-state %s with %j is %s', (state, reasons, link) => {
    expect(interpret(report(state, ...reasons)).link).toBe(link);
  });

  it('a stopped printer that gives no reason is out of order', () => {
    expect(interpret(report(5, 'none'))).toEqual({
      link: 'faulted',
      conditions: [{ code: 'out-of-order', severity: 'error', detail: 'printer-state stopped' }],
    });
  });

  it('a printer stopped "with a warning" is stopped by that', () => {
    expect(interpret(report(5, 'media-empty-warning')).conditions).toEqual([
      { code: 'paper-out', severity: 'error', detail: 'media-empty-warning' },
    ]);
  });

  it('a printer that takes no jobs can’t work', () => {
    const { link, conditions } = interpret({ state: 3, reasons: [], accepting: false });
    expect(link).toBe('faulted');
    expect(conditions).toMatchObject([{ code: 'paused', severity: 'error' }]);
  });

  it('says each thing once, at its gravest', () => {
    const { conditions } = interpret(report(5, 'media-empty-warning', 'media-needed-error'));
    expect(conditions).toEqual([{ code: 'paper-out', severity: 'error', detail: 'media-needed-error' }]);
  });
});

it('an empty tray needs hands even when the printer only warns of it; low toner does not', () => {
  expect(needsHands(interpret(report(4, 'media-empty-warning')).conditions)).toBe(true);
  expect(needsHands(interpret(report(4, 'toner-low-warning', 'media-low-warning')).conditions)).toBe(false);
});
