import { expect, test } from 'vitest';
import { kioskReport } from '../../../electron/core/health/report.ts';
import { Visitor } from '../support/visitor.ts';

const started = Date.parse('2026-11-23T10:00:00+08:00');
const report = (visitor: Visitor) => kioskReport(visitor.session, '0.1.0', started);

test('a kiosk that lacks nothing is in service, and tells when it last drew something', () => {
  const told = report(Visitor.atHome());
  expect(told).toMatchObject({ state: 'in-service', lastPaintAt: '2026-11-23T10:00:00+08:00' });
  expect(told).not.toHaveProperty('reason');
});

test('a catalogue that was refused, records in quarantine and a device that is gone each have their reason', () => {
  const visitor = Visitor.atHome();
  const backlog = { records: 0, files: 0, quarantined: 1 };
  visitor.tell({ kind: 'backlog', backlog, quarantine: [] });
  expect(report(visitor)).toMatchObject({ state: 'degraded', reason: 'quarantine' });
  visitor.tell({ kind: 'catalogue-fault', fault: 'queues.0.prefix' });
  expect(report(visitor)).toMatchObject({ state: 'degraded', reason: 'catalogue-refused' });
  const status = { link: 'absent', conditions: [] } as const;
  visitor.tell({ kind: 'device', role: 'scanner', driver: 'escl', status });
  expect(report(visitor)).toMatchObject({ state: 'degraded', reason: 'devices' });
});
