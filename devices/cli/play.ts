import type { CaptureEvent } from '../protocol/capture.ts';
import type { ReplayClock } from './replay-clock.ts';
import type { ReplayLine } from './replay-line.ts';

/** How long the model may take until it sends what it sent when the capture was made. Milliseconds of the replay's own time. */
export const patience = 20_000;

export type Play = {
  readonly events: readonly CaptureEvent[];
  readonly line: ReplayLine;
  readonly clock: ReplayClock;
  /** What the model sends, with that taken out which was taken out of the capture. */
  readonly redact: (bytes: Uint8Array) => Uint8Array;
  readonly note: (line: string) => void;
};

const sent = ['sent', 'feature'];

/** Where the capture goes on with these bytes; not beyond the next opening. */
const findAhead = (events: readonly CaptureEvent[], from: number, bytes: Uint8Array): number | undefined => {
  const opened = events.findIndex((event, index) => index > from && event.is === 'opened');
  const before = opened < 0 ? events.length : opened;
  const found = events.findIndex(
    (event, index) =>
      index >= from &&
      index < before &&
      sent.includes(event.is) &&
      'bytes' in event &&
      event.bytes !== undefined &&
      Buffer.compare(event.bytes, bytes) === 0,
  );
  return found < 0 ? undefined : found;
};

/**
 * Plays the device's part: each answer comes when the model has sent what it answered, and as much later as it came then.
 * Tells where the model went another way, first of all; that it may do after data that were blanked.
 */
export const play = async ({ events, line, clock, redact, note }: Play): Promise<string | undefined> => {
  let difference: string | undefined;
  let blanked = false;
  let expected = 0;
  let shift = 0;
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index];
    if (event === undefined) break;
    if (event.is === 'opened') {
      if (!line.plugged) line.plug();
      expected = 0;
      await clock.advanceTo(clock.now() + patience, () => line.transport.isOpen);
      shift = clock.now() - event.ms;
    } else if (event.is === 'sent' || event.is === 'feature') {
      expected += 1;
      await clock.advanceTo(clock.now() + patience, () => line.sent.length >= expected);
      const own = line.sent[expected - 1];
      if (own === undefined) return `event ${index + 1}: the model no longer sends anything here`;
      const ahead = findAhead(events, index, redact(own));
      if (ahead !== index) {
        const where = ahead === undefined ? `${index + 1}` : `${index + 1} to ${ahead}`;
        if (blanked) note(`after blanked data the model goes its own way: event ${where} passed over`);
        else difference ??= `event ${where}: the model sends other bytes`;
      }
      index = ahead ?? index;
      shift = clock.now() - (events[index]?.ms ?? event.ms);
    } else if (event.is === 'received') {
      blanked ||= event.blanked === true;
      await clock.advanceTo(event.ms + shift, () => line.sent.length > expected);
      line.receive(event.bytes);
      await clock.advanceTo(clock.now());
    } else if (event.is === 'lost') {
      await clock.advanceTo(event.ms + shift);
      line.lose(event.detail);
      await clock.advanceTo(clock.now());
    } else if (event.is === 'closed') {
      // By the model itself; the last one by whoever stopped it, which comes after the replay.
      const last = !events.slice(index).some((later) => later.is === 'opened');
      const until = last ? event.ms + shift : clock.now() + patience;
      await clock.advanceTo(until, () => !line.transport.isOpen);
      if (!last) line.lose(event.detail);
    }
  }
  return difference;
};
