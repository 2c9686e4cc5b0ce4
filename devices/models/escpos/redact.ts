import { type Redact, rewriteStream } from '../../protocol/capture.ts';

const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;
const DLE = 0x10;

/** Parameters that follow `ESC x`, `FS x`, `GS x`, by the second byte. What is not here is taken to have none. */
const parameters: ReadonlyMap<number, ReadonlyMap<number, number>> = new Map([
  [
    ESC,
    new Map([
      [0x61, 1],
      [0x45, 1],
      [0x64, 1],
      [0x74, 1],
      [0x70, 3],
      [0x21, 1],
      [0x2d, 1],
      [0x33, 1],
      [0x4a, 1],
      [0x4d, 1],
      [0x52, 1],
    ]),
  ],
  [
    FS,
    new Map([
      [0x21, 1],
      [0x2d, 1],
      [0x53, 2],
    ]),
  ],
  [
    GS,
    new Map([
      [0x21, 1],
      [0x61, 1],
      [0x72, 1],
      [0x49, 1],
      [0x42, 1],
      [0x48, 1],
      [0x4c, 2],
      [0x57, 2],
      [0x68, 1],
      [0x77, 1],
    ]),
  ],
]);

/** The end of the command at `at`, and where its blanked content lies; undefined: no command begins here. */
const commandAt = (
  stream: Uint8Array,
  at: number,
): { readonly end: number; readonly content?: readonly [number, number] } | undefined => {
  const byte = (offset: number): number => stream[at + offset] ?? 0;
  const word = (offset: number): number => byte(offset) + 256 * byte(offset + 1);
  if (byte(0) === DLE && (byte(1) === 0x04 || byte(1) === 0x05)) return { end: at + 3 };
  const known = parameters.get(byte(0));
  if (known === undefined) return undefined;
  if (byte(0) === GS && byte(1) === 0x76) {
    const end = at + 8 + word(4) * word(6);
    return { end, content: [at + 8, end] };
  }
  if (byte(0) === GS && byte(1) === 0x28) {
    const end = at + 5 + word(3);
    // GS ( k 49 80 48: the code's own data.
    return byte(2) === 0x6b && byte(6) === 0x50 ? { end, content: [at + 8, end] } : { end };
  }
  if (byte(0) === GS && byte(1) === 0x56) return { end: at + (byte(2) >= 0x41 ? 4 : 3) };
  return { end: at + 2 + (known.get(byte(1)) ?? 0) };
};

/** What was sent to a printer, without what was printed: text becomes `x`, dots and codes too. Commands stay as they are. */
export const withoutText = (stream: Uint8Array): Uint8Array => {
  const result = stream.slice();
  const blank = (from: number, to: number): void => {
    for (let at = from; at < Math.min(to, result.length); at += 1) result[at] = 0x78;
  };
  for (let at = 0; at < stream.length; ) {
    const command = commandAt(stream, at);
    if (command === undefined) {
      if ((stream[at] ?? 0) >= 0x20) blank(at, at + 1);
      at += 1;
      continue;
    }
    if (command.content) blank(...command.content);
    at = command.end;
  }
  return result;
};

export const redactEscpos: Redact = (capture) => ({
  ...capture,
  events: rewriteStream(capture.events, 'sent', withoutText),
});
