import type { ConditionCode } from '../../../devices/device.ts';
import type { PaperRole, Stocks } from '../../../electron/core/session/paper/stock.ts';
import { attendant } from './people.ts';
import { Visitor } from './visitor.ts';

export const logIn = (visitor: Visitor): void => {
  visitor.intend({ kind: 'staff-gesture' });
  visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '246810' });
  visitor.tell({ kind: 'pin', ref: visitor.take('check-pin').ref, staffId: attendant.id, right: true });
};

/** Staff have counted, before anybody came. */
export const counted = (role: PaperRole, left: number): Visitor => {
  const visitor = Visitor.atAttract();
  counts(visitor, role, left);
  return visitor;
};

export const counts = (visitor: Visitor, role: PaperRole, left: number): void => {
  logIn(visitor);
  visitor.intend({ kind: 'staff-paper', role, left });
  visitor.staff('leave');
};

export const left = (visitor: Visitor, role: PaperRole): number | undefined =>
  visitor.session.world.paper.stock[role]?.left;
export const keptBy = (visitor: Visitor): Stocks => visitor.all('keep-paper').at(-1)?.stock ?? {};

export const says = (visitor: Visitor, role: PaperRole, ...codes: readonly ConditionCode[]): void =>
  visitor.tell({
    kind: 'device',
    role,
    driver: 'test',
    status: {
      link: codes.includes('paper-out') ? 'faulted' : 'ready',
      conditions: codes.map((code) => ({ code, severity: code === 'paper-out' ? 'error' : 'warning' })),
    },
  });

export const identified = (visitor: Visitor): void => {
  visitor.wake();
  visitor.touch('print');
  visitor.identifies();
};

export const documentReason = (visitor: Visitor, id: string) =>
  visitor.sees('documents').documents.find((line) => line.id === id)?.unavailable;
