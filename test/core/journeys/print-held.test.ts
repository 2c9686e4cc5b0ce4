import { expect, test } from 'vitest';
import { atDocumentPrinting } from '../support/flows.ts';

test('a printer that stops in the middle of a certificate has staff told at once, and once only', () => {
  const visitor = atDocumentPrinting();
  visitor.device('documentPrinter', 'busy', 'paper-jam');
  expect(visitor.all('save-call')).toMatchObject([{ reason: 'jam', screen: 'printing' }]);
  expect(visitor.sees('printing').toldAt).toBe('2026-11-23T10:00:00+08:00');
  visitor.device('documentPrinter', 'busy', 'paper-jam', 'cover-open');
  visitor.wait(20);
  visitor.printed({
    ok: false,
    error: { code: 'timeout', detail: 'nobody came', conditions: [{ code: 'paper-jam', severity: 'error' }] },
    ledger: { asked: 3, taken: 1, spoiled: 1, unknown: 0 },
    owed: [2, 3],
  });
  expect(visitor.sees('trouble').toldAt).toBe('2026-11-23T10:00:00+08:00');
  expect(visitor.all('save-call')).toHaveLength(1);
});

test('somebody can be called while it prints, and the print goes on', () => {
  const visitor = atDocumentPrinting();
  visitor.act('call-staff', 'call-staff');
  expect(visitor.all('save-call')).toMatchObject([{ reason: 'citizen', screen: 'printing' }]);
  expect(visitor.sees('printing').toldAt).toBeDefined();
  visitor.printed({ ok: true, ledger: { asked: 3, taken: 3, spoiled: 0, unknown: 0 } });
  visitor.sees('finish');
});
