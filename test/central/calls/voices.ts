import { hallDate, hallTime } from '../hall-time.ts';
import type { Rating, Report, StaffCall } from '../wire.ts';
import type { Handler } from '../world.ts';

export const report: Handler = ({ state, now }, call) => {
  const day = hallDate(now()).replaceAll('-', '');
  const receiptNumber = `BSC${day}${String(state.reports.length + 1).padStart(4, '0')}`;
  state.reports.push({ ...(call.body as Report), receiptNumber });
  return { status: 201, body: { receiptNumber } };
};

export const rate: Handler = ({ state }, call) => {
  state.ratings.push(call.body as Rating);
  return { status: 201 };
};

export const callStaff: Handler = ({ state, now }, call) => {
  state.calls.push(call.body as StaffCall);
  return { status: 201, body: { seenAt: hallTime(now()) } };
};
