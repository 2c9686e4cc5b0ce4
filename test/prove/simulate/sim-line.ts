import type { Clock } from '../../../devices/transports/transport.ts';
import type { Http, HttpAnswer, HttpCall, HttpResult } from '../../../electron/core/sync/http.ts';
import type { Draw } from '../../core/support/walk/draw.ts';
import { answer, type SimCentral } from './sim-central.ts';

/** How bad the line of a kiosk is at this moment. */
export interface Weather {
  /** Nothing gets through. */
  isDown(): boolean;
  /** Of a hundred calls, so many meet with something. */
  trouble(): number;
}

const lost = (sent: boolean): HttpResult => ({ kind: 'offline', sent, detail: 'the line is down' });
const REFUSALS = [408, 409, 425, 429, 429, 500, 502, 503];

/** The HTTP of one kiosk over a line in simulated time: calls and answers are late, lost, doubled, cut or refused. */
export const simLine = (parts: {
  readonly kioskId: string;
  readonly central: SimCentral;
  readonly clock: Clock;
  readonly draw: Draw;
  readonly weather: Weather;
}): Http => {
  const { kioskId, central, clock, draw, weather } = parts;

  const exchange = (call: HttpCall, end: (result: HttpResult) => void): void => {
    const [out, back] = [5 + draw(120), 5 + draw(120)];
    const arrive = (): HttpAnswer => central.handle(kioskId, call);
    const answered = (arrivesAfter: number, answersAfter: number): void =>
      void clock.after(arrivesAfter, () => {
        const got = arrive();
        clock.after(answersAfter, () => end(got));
      });
    const fails = (after: number, sent = true): void => void clock.after(after, () => end(lost(sent)));
    if (weather.isDown()) return fails(10 + draw(3_000), false);
    if (draw(100) >= weather.trouble()) return answered(out, back);
    switch (draw(7)) {
      case 0:
        return fails(out);
      case 1:
        // The answer is lost.
        clock.after(out, arrive);
        return fails(out + back);
      case 2:
        // A black hole: the deadline ends it.
        return;
      case 3:
        // Processed, but the answer is later than anybody waits.
        return answered(out, call.deadline + draw(60_000));
      case 4:
        // Somebody in between sends it twice.
        clock.after(out + draw(5_000), arrive);
        return answered(out, back);
      case 5: {
        if (call.method !== 'PATCH') return fails(out);
        const bytes = draw(call.body?.length ?? 0);
        clock.after(out, () => central.files.partly(call, bytes));
        return fails(out + back);
      }
      default: {
        const status = REFUSALS[draw(REFUSALS.length)] ?? 503;
        const headers = status === 429 || draw(2) === 0 ? { 'retry-after': String(draw(120)) } : undefined;
        clock.after(out + back, () => end(answer(status, {}, headers)));
      }
    }
  };

  return {
    call: (call) =>
      new Promise((resolve) => {
        let isOver = false;
        const end = (result: HttpResult): void => {
          if (isOver) return;
          isOver = true;
          cancelDeadline();
          call.signal?.removeEventListener('abort', cancelled);
          resolve(result);
        };
        const cancelled = (): void => end({ kind: 'cancelled', sent: true, detail: 'cancelled' });
        const cancelDeadline = clock.after(call.deadline, () =>
          end({ kind: 'timeout', sent: true, detail: 'too late' }),
        );
        if (call.signal?.aborted) return cancelled();
        call.signal?.addEventListener('abort', cancelled);
        exchange(call, end);
      }),
    located: (_, location) => location,
    close: () => Promise.resolve(),
  };
};
