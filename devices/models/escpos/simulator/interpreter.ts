/**
 * The simulated printer's own reading of ESC/POS, written from the protocol's description and sharing nothing with the codec
 * that the adapter uses. A generator that asks for one byte at a time, so that a command may arrive in any pieces.
 */

export type Operation =
  | { readonly kind: 'initialise' }
  /** A run of ASCII or code page bytes; in Chinese mode whole GB18030 characters, never split. */
  | { readonly kind: 'character'; readonly bytes: readonly number[] }
  | { readonly kind: 'line-feed' }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'align'; readonly to: number }
  | { readonly kind: 'bold'; readonly on: boolean }
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  /** GS v 0 and GS ( L: `stride` bytes a row. */
  | {
      readonly kind: 'raster';
      readonly stride: number;
      readonly rows: number;
      readonly bits: Uint8Array;
      readonly command: 'GS v 0' | 'GS ( L';
    }
  | {
      readonly kind: 'qr';
      readonly data: Uint8Array;
      readonly module: number;
      readonly level: number;
      readonly model: number;
    }
  | { readonly kind: 'cut'; readonly partial: boolean; readonly feed: boolean }
  | { readonly kind: 'drawer' }
  /** GS r */
  | { readonly kind: 'ask-status'; readonly which: number }
  /** GS I */
  | { readonly kind: 'ask-name'; readonly which: number }
  /** GS a */
  | { readonly kind: 'report-changes'; readonly mask: number }
  /** Anything that this printer does not know; it prints the rest as text, as printers do. */
  | { readonly kind: 'unknown'; readonly command: string };

/** Modes that outlive a command. */
export type Modes = { chinese: boolean; fourByte: boolean };

type Asking = 'byte';
type Reading<T> = Generator<Operation | Asking, T, number>;

/** Fixed-length commands that only change what can't be seen here: underline, spacing, margins, code pages. */
const ignored: Readonly<Record<string, number>> = {
  'ESC 20': 1,
  'ESC 21': 1,
  'ESC 24': 2,
  'ESC 2d': 1,
  'ESC 32': 0,
  'ESC 33': 1,
  'ESC 3d': 1,
  'ESC 47': 1,
  'ESC 4d': 1,
  'ESC 52': 1,
  'ESC 53': 0,
  'ESC 54': 1,
  'ESC 55': 1,
  'ESC 56': 1,
  'ESC 5c': 2,
  'ESC 63': 2,
  'ESC 72': 1,
  'ESC 74': 1,
  'ESC 7b': 1,
  'FS 21': 1,
  'FS 2d': 1,
  'FS 43': 1,
  'FS 53': 2,
  'FS 57': 1,
  'GS 42': 1,
  'GS 48': 1,
  'GS 4c': 2,
  'GS 50': 2,
  'GS 57': 2,
  'GS 5c': 2,
  'GS 62': 1,
  'GS 66': 1,
  'GS 68': 1,
  'GS 77': 1,
};

function* take(count: number): Reading<Uint8Array> {
  const bytes = new Uint8Array(count);
  for (let at = 0; at < count; at += 1) bytes[at] = yield 'byte';
  return bytes;
}

function* word(): Reading<number> {
  const low = yield 'byte';
  return low + (yield 'byte') * 256;
}

type QrSettings = { module: number; level: number; model: number; data: Uint8Array };
type Graphics = { stride: number; rows: number; bits: Uint8Array };

/** What GS ( k and GS ( L keep between commands. */
type Store = { qr: QrSettings; graphics: Graphics | undefined };

const emptyStore = (): Store => ({
  qr: { module: 3, level: 0x30, model: 0x32, data: new Uint8Array(0) },
  graphics: undefined,
});

function* escapeCommand(): Reading<void> {
  const code = yield 'byte';
  if (code === 0x40) return void (yield { kind: 'initialise' });
  if (code === 0x61) return void (yield { kind: 'align', to: (yield 'byte') & 3 });
  if (code === 0x45) return void (yield { kind: 'bold', on: ((yield 'byte') & 1) === 1 });
  if (code === 0x64) return void (yield { kind: 'feed', lines: yield 'byte' });
  if (code === 0x4a) return void (yield { kind: 'feed', lines: (yield 'byte') / 30 });
  if (code === 0x70) {
    yield* take(3);
    return void (yield { kind: 'drawer' });
  }
  yield* skip('ESC', code);
}

function* fileSeparator(modes: Modes): Reading<void> {
  const code = yield 'byte';
  if (code === 0x26) modes.chinese = true;
  else if (code === 0x2e) modes.chinese = false;
  else if (code === 0x28) {
    yield 'byte';
    yield* take(yield* word());
  } else yield* skip('FS', code);
}

function* groupSeparator(store: Store): Reading<void> {
  const code = yield 'byte';
  switch (code) {
    case 0x21: {
      const value = yield 'byte';
      return void (yield { kind: 'size', width: (value >> 4) + 1, height: (value & 0x0f) + 1 });
    }
    case 0x56: {
      const how = yield 'byte';
      const feed = how >= 0x41;
      if (feed) yield 'byte';
      return void (yield { kind: 'cut', partial: (how & 1) === 1, feed });
    }
    case 0x61:
      return void (yield { kind: 'report-changes', mask: yield 'byte' });
    case 0x72:
      return void (yield { kind: 'ask-status', which: (yield 'byte') & 0x0f });
    case 0x49:
      return void (yield { kind: 'ask-name', which: yield 'byte' });
    case 0x76: {
      yield* take(2);
      const stride = yield* word();
      const rows = yield* word();
      const bits = yield* take(stride * rows);
      return void (yield { kind: 'raster', stride, rows, bits, command: 'GS v 0' });
    }
    case 0x28:
    case 0x38: {
      const group = yield 'byte';
      const low = yield* word();
      const length = code === 0x38 ? low + (yield* word()) * 65_536 : low;
      const parameters = yield* take(length);
      if (group === 0x6b) yield* qrFunction(store.qr, parameters);
      else if (group === 0x4c) yield* graphicsFunction(store, parameters);
      return;
    }
    default:
      yield* skip('GS', code);
  }
}

function* qrFunction(qr: QrSettings, parameters: Uint8Array): Reading<void> {
  const [symbol = 0, name = 0, value = 0] = parameters;
  if (symbol !== 0x31) return;
  if (name === 0x41) qr.model = value;
  if (name === 0x43) qr.module = value;
  if (name === 0x45) qr.level = value;
  if (name === 0x50) qr.data = parameters.slice(3);
  if (name === 0x51) yield { kind: 'qr', ...qr };
}

function* graphicsFunction(store: Store, parameters: Uint8Array): Reading<void> {
  const name = parameters[1] ?? 0;
  if (name === 0x70) {
    const [widthLow = 0, widthHigh = 0, low = 0, high = 0] = parameters.subarray(6);
    const stride = Math.ceil((widthLow + widthHigh * 256) / 8);
    store.graphics = { stride, rows: low + high * 256, bits: parameters.slice(10) };
  } else if ((name === 0x32 || name === 0x02) && store.graphics) {
    yield { kind: 'raster', ...store.graphics, command: 'GS ( L' };
    store.graphics = undefined;
  }
}

function* skip(family: string, code: number): Reading<void> {
  const command = `${family} ${code.toString(16).padStart(2, '0')}`;
  const length = ignored[command];
  if (length === undefined) yield { kind: 'unknown', command };
  else yield* take(length);
}

/** In Chinese mode a lead byte is taken with what belongs to it before any command is looked for. */
function* character(first: number, modes: Modes): Reading<void> {
  if (!modes.chinese || first < 0x81 || first === 0xff)
    return void (yield { kind: 'character', bytes: [first] });
  const second = yield 'byte';
  if (second >= 0x30 && second <= 0x39 && modes.fourByte)
    yield { kind: 'character', bytes: [first, second, yield 'byte', yield 'byte'] };
  else yield { kind: 'character', bytes: [first, second] };
}

export function* interpreter(modes: Modes): Generator<Operation | Asking, never, number> {
  const store = emptyStore();
  for (;;) {
    const byte = yield 'byte';
    if (byte === 0x1b) yield* escapeCommand();
    else if (byte === 0x1c) yield* fileSeparator(modes);
    else if (byte === 0x1d) yield* groupSeparator(store);
    // Real-time commands were obeyed as they came in; here they are only passed over.
    else if (byte === 0x10) yield* realTime();
    else if (byte === 0x0a) yield { kind: 'line-feed' };
    else if (byte >= 0x20) yield* character(byte, modes);
  }
}

function* realTime(): Reading<void> {
  const code = yield 'byte';
  if (code === 0x04 || code === 0x05) yield 'byte';
  else if (code === 0x14) {
    const name = yield 'byte';
    yield* take(name === 8 ? 7 : 2);
  }
}
