import { createHash } from 'node:crypto';
import type { RandomBytes } from '../../../electron/core/store/clock.ts';
import type { Store } from '../../../electron/core/store/store.ts';

/** Bytes that look random and are the same in every run. */
export const seededRandom = (seed: string): RandomBytes => {
  let turn = 0;
  return (count) => {
    const parts: Buffer[] = [];
    for (let have = 0; have < count; have += 32) {
      turn += 1;
      parts.push(createHash('sha256').update(`${seed} ${turn}`).digest());
    }
    return Buffer.concat(parts).subarray(0, count);
  };
};

export const KEY = Buffer.alloc(32, 7);
/** 2026-03-02 09:00 in Hangzhou, a Monday. */
export const MONDAY_MORNING = Date.parse('2026-03-02T09:00:00+08:00');
export const TODAY = '2026-03-02';
/** An invented person. */
export const ZHANG = 'resident-id:330106195203070023';

export interface MovableClock {
  now(): number;
  time: number;
}

export const movableClock = (time = MONDAY_MORNING): MovableClock => ({
  time,
  now() {
    return this.time;
  },
});

export const block = (part: Partial<Parameters<Store['addBlock']>[0]> = {}) => ({
  id: '01900000-0000-7000-8000-00000000b10c',
  queueId: 'general',
  businessDate: TODAY,
  prefix: 'A',
  from: 101,
  to: 120,
  ...part,
});

export const wish = (part: Partial<Parameters<Store['issueTicket']>[0]> = {}) => ({
  queueId: 'general',
  businessDate: TODAY,
  priority: 'none' as const,
  onBehalf: false,
  issuedAt: '2026-03-02T09:00:00+08:00',
  ...part,
});
