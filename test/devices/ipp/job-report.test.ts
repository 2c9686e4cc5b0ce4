import { expect, it } from 'vitest';
import { isOver, jobReport, jobReports } from '../../../devices/models/ipp/job-report.ts';
import { groupTag, type IppAttribute, type IppMessage } from '../../../devices/models/ipp/message.ts';

const job = (state: number, reason: string, ...more: IppAttribute[]): IppMessage['groups'][number] => ({
  tag: groupTag.job,
  attributes: [
    { name: 'job-state', values: [{ type: 'enum', value: state }] },
    { name: 'job-state-reasons', values: [{ type: 'keyword', value: reason }] },
    ...more,
  ],
});
const reply = (...groups: IppMessage['groups']): IppMessage => ({
  version: { major: 2, minor: 0 },
  code: 0,
  requestId: 1,
  groups,
  data: new Uint8Array(0),
});

it.each([
  [3, 'none', false],
  [4, 'job-incoming', false],
  [5, 'job-printing', false],
  [6, 'printer-stopped', false],
  [7, 'job-canceled-by-user', true],
  [7, 'processing-to-stop-point', false],
  [8, 'aborted-by-system', true],
  [9, 'job-completed-successfully', true],
  [23, 'acme-dreaming', false],
])('a job in state %i with %s is over: %s', (state, reason, over) => {
  expect(isOver(jobReport(reply(job(state, reason))))).toBe(over);
});

it('counters that the printer does not keep, or gives as unknown or negative, are not taken for zero', () => {
  const told = (value: IppAttribute['values'][number]) =>
    jobReport(reply(job(5, 'none', { name: 'job-impressions-completed', values: [value] }))).counters;
  expect(told({ type: 'no-value' })).toEqual({});
  expect(told({ type: 'integer', value: -1 })).toEqual({});
  expect(told({ type: 'integer', value: 0 })).toEqual({ impressions: 0 });
});

it('a list of jobs has one report a job, and an empty list none', () => {
  expect(jobReports(reply(job(5, 'none'), job(9, 'none'))).map(({ state }) => state)).toEqual([5, 9]);
  expect(jobReports(reply())).toEqual([]);
});
