import { readFile } from 'node:fs/promises';
import { canWork, type Device } from '../device.ts';
import { type Capture, parseCapture } from '../protocol/capture.ts';
import { type DeviceOf, everyDriver } from '../registry.ts';
import { statusLines } from './describe.ts';
import { patience, play } from './play.ts';
import { testSlip } from './record.ts';
import { ReplayClock } from './replay-clock.ts';
import { replayLine } from './replay-line.ts';
import type { Exit, Terminal } from './terminal.ts';

export type Replayed = {
  /** What a person would have seen, each with its time: `+300 ms  link: ready`. */
  readonly lines: readonly string[];
  /** Undefined: the model sent, byte for byte, what it sent then. */
  readonly difference: string | undefined;
};

/** Queries are shorter: of what is sent to a printer only a slip is as long as this. */
const shortestSlip = 9;

/** A model does of itself only what it does when idle: what the recorder made it do is done again. */
const watch = (device: Device, { events }: Capture, say: (line: string) => void): void => {
  device.onStatus((status) => {
    for (const line of statusLines(status)) say(line);
  });
  const known = device as DeviceOf[keyof DeviceOf];
  if (known.role === 'codeScanner')
    known.onCode(({ text, symbology }) => say(`code of ${text.length} characters ${symbology ?? ''}`.trim()));
  if (known.role === 'ticketPrinter') {
    const printed = events.some((event) => event.is === 'sent' && event.bytes.length >= shortestSlip);
    const undo = known.onStatus((status) => {
      if (!printed || !canWork(status)) return;
      undo();
      void known
        .print(testSlip, new AbortController().signal)
        .then((end) =>
          say(end.ok ? 'test slip printed' : `test slip: ${end.error.code}, ${end.error.detail}`),
        );
    });
  }
  if (known.role !== 'idReader') return;
  known.onPresence((presence) => {
    say(`presence: ${presence}`);
    if (presence !== 'present') return;
    void known
      .read(new AbortController().signal)
      .then((read) => say(read.ok ? `card read: ${read.value.kind}` : `card not read: ${read.error.detail}`));
  });
};

/** Feeds the device's side of a capture to the model of today. Undefined when no driver of that name speaks bytes. */
export const replayCapture = async (capture: Capture): Promise<Replayed | undefined> => {
  const bytes = everyDriver.find(({ name }) => name === capture.driver)?.bytes;
  if (bytes === undefined) return undefined;
  const clock = new ReplayClock();
  const line = replayLine(capture.at, capture.events);
  const lines: string[] = [];
  const device = bytes.over(line.transport, clock);
  const note = (text: string) => lines.push(`+${clock.now()} ms  ${text}`);
  watch(device, capture, note);
  if (capture.events[0]?.is === 'opened') line.plug();
  const started = device.start();
  const redact = (sent: Uint8Array): Uint8Array => {
    const [event] = bytes.redact({ ...capture, events: [{ ms: 0, is: 'sent', bytes: sent }] }).events;
    return event?.is === 'sent' ? event.bytes : sent;
  };
  const difference = await play({ events: capture.events, line, clock, redact, note });
  const stopped = device.stop();
  let over = false;
  void Promise.all([started, stopped]).then(() => {
    over = true;
  });
  await clock.advanceTo(clock.now() + patience, () => over);
  return { lines, difference };
};

/** `replay FILE`: 0 when today's model would have sent the same. */
export const replay = async (file: string, { say, complain }: Terminal): Promise<Exit> => {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    complain(`${file} can't be read`);
    return 1;
  }
  const parsed = parseCapture(text);
  if (!parsed.ok) {
    complain(`${file}: ${parsed.error.detail}`);
    return 1;
  }
  const replayed = await replayCapture(parsed.value);
  if (replayed === undefined) {
    complain(`there is no driver "${parsed.value.driver}" that captures can be replayed to`);
    return 1;
  }
  for (const line of replayed.lines) say(line);
  if (replayed.difference === undefined) return 0;
  complain(replayed.difference);
  return 1;
};
