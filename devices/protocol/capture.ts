/**
 * A capture: what went over a line, as NDJSON. The first line says what was captured, each further line one event:
 *
 *   {"capture":1,"driver":"sam","role":"idReader","at":"serial:/dev/ttyUSB0"}
 *   {"ms":0,"is":"opened"}
 *   {"ms":2,"is":"sent","hex":"aaaaaa96690003 11ffed"}          by the host
 *   {"ms":9,"is":"received","hex":"aaaaaa96690004 00009094"}    from the device
 *   {"ms":4000,"is":"lost","detail":"the port closed"}
 */
import { failed, type Outcome, succeeded } from '../device.ts';

export type CaptureEvent =
  | {
      readonly ms: number;
      readonly is: 'sent' | 'received' | 'feature';
      readonly bytes: Uint8Array;
      /** What may be personal was taken out: a model that reads on may go another way than it did then. */
      readonly blanked?: true;
    }
  | { readonly ms: number; readonly is: 'descriptor'; readonly bytes: Uint8Array | undefined }
  | { readonly ms: number; readonly is: 'opened' }
  | { readonly ms: number; readonly is: 'refused' | 'lost' | 'closed'; readonly detail: string };

export type Capture = {
  readonly driver: string;
  readonly role: string;
  readonly at: string;
  readonly events: readonly CaptureEvent[];
};

/** Takes what may be personal out of a capture, keeping every length and the form of every frame. Pure. */
export type Redact = (capture: Capture) => Capture;

const withBytes = ['sent', 'received', 'feature', 'descriptor'];
const withDetail = ['refused', 'lost', 'closed'];

const lineOf = (event: CaptureEvent): object => {
  if (!('bytes' in event)) return event;
  const { bytes, ...rest } = event;
  return bytes === undefined ? rest : { ...rest, hex: Buffer.from(bytes).toString('hex') };
};

export const formatCapture = ({ events, ...head }: Capture): string =>
  `${[{ capture: 1, ...head }, ...events.map(lineOf)].map((line) => JSON.stringify(line)).join('\n')}\n`;

type Line = Readonly<Record<string, unknown>>;

const parseLine = (text: string): Line | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

const eventOf = (line: Line | undefined): CaptureEvent | undefined => {
  const ms = line?.ms;
  const is = line?.is;
  if (line === undefined || typeof ms !== 'number' || ms < 0 || typeof is !== 'string') return undefined;
  if (is === 'opened') return { ms, is };
  if (withDetail.includes(is) && typeof line.detail === 'string')
    return { ms, is: is as 'refused' | 'lost' | 'closed', detail: line.detail };
  if (is === 'descriptor' && line.hex === undefined) return { ms, is, bytes: undefined };
  if (!withBytes.includes(is) || typeof line.hex !== 'string' || !/^(?:[0-9a-f]{2})*$/.test(line.hex))
    return undefined;
  const bytes = Buffer.from(line.hex, 'hex');
  if (is === 'descriptor') return { ms, is, bytes };
  const blanked = line.blanked === true ? { blanked: true as const } : {};
  return { ms, is: is as 'sent' | 'received' | 'feature', bytes, ...blanked };
};

/** Reads a capture; `malformed-reply` names the first line that is not of one. */
export const parseCapture = (text: string): Outcome<Capture> => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const head = parseLine(lines[0] ?? '');
  const { driver, role, at } = head ?? {};
  if (head?.capture !== 1 || typeof driver !== 'string' || typeof role !== 'string' || typeof at !== 'string')
    return failed('malformed-reply', 'line 1 is not the head of a capture');
  const events: CaptureEvent[] = [];
  for (const [index, line] of lines.slice(1).entries()) {
    const event = eventOf(parseLine(line));
    if (event === undefined)
      return failed('malformed-reply', `line ${index + 2} is not an event of a capture`);
    events.push(event);
  }
  return succeeded({ driver, role, at, events });
};

type Moved = Extract<CaptureEvent, { is: 'sent' | 'received' | 'feature' }>;

/** The event with other bytes; marked when they really are others. */
export const withBytesOf = (event: Moved, bytes: Uint8Array): Moved =>
  Buffer.compare(event.bytes, bytes) === 0 ? event : { ...event, bytes, blanked: true };

/**
 * Rewrites everything that went one way within one opening as a whole, however it was cut into chunks.
 * @param rewrite must return as many bytes as it was given
 */
export const rewriteStream = (
  events: readonly CaptureEvent[],
  direction: 'sent' | 'received',
  rewrite: (stream: Uint8Array) => Uint8Array,
): readonly CaptureEvent[] => {
  const result: CaptureEvent[] = [...events];
  let run: number[] = [];
  const flush = (): void => {
    const chunks = run.map((index) => {
      const event = events[index];
      return event && 'bytes' in event && event.bytes ? event.bytes : new Uint8Array(0);
    });
    const stream = rewrite(Uint8Array.from(chunks.flatMap((chunk) => [...chunk])));
    let at = 0;
    for (const [order, index] of run.entries()) {
      const event = events[index];
      const length = chunks[order]?.length ?? 0;
      if (event?.is === direction) result[index] = withBytesOf(event, stream.slice(at, at + length));
      at += length;
    }
    run = [];
  };
  for (const [index, event] of events.entries()) {
    if (event.is === direction) run.push(index);
    else if (event.is === 'opened') flush();
  }
  flush();
  return result;
};
