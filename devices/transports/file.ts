import { constants, type FileHandle, open } from 'node:fs/promises';
import type { ByteTransport } from './transport.ts';
import { type Connect, type WireEvents, type WireOptions, WireTransport } from './wire.ts';

const { O_APPEND, O_NOCTTY, O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } = constants;

/** Milliseconds between looks for input, and before a full device is offered the rest. */
const readEvery = 50;
const writeAgainAfter = 10;

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

type Descriptors = { readonly forWriting: FileHandle; readonly forReading: FileHandle | undefined };

/**
 * Two descriptors where the driver allows it. Linux' `usblp` lets a device be opened once only (the second `open` answers
 * EBUSY), so there one descriptor serves both ways. Where reading is refused, and for plain files and pipes (reading them would give
 * back what was written), there is no reading at all.
 */
const openBoth = async (path: string): Promise<Descriptors> => {
  const forWriting = await open(path, O_WRONLY | O_APPEND | O_NOCTTY | O_NONBLOCK);
  if (!(await forWriting.stat()).isCharacterDevice()) return { forWriting, forReading: undefined };
  try {
    return { forWriting, forReading: await open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK) };
  } catch (error) {
    if (codeOf(error) !== 'EBUSY') return { forWriting, forReading: undefined };
  }
  await forWriting.close();
  const both = await open(path, O_RDWR | O_NOCTTY | O_NONBLOCK);
  return { forWriting: both, forReading: both };
};

/** Reads what is there, then looks again later: a blocking read could not be given up. Returns how to stop it. */
const keepReading = (handle: FileHandle, events: WireEvents): (() => Promise<void>) => {
  const buffer = new Uint8Array(4096);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let reading: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      while (!stopped) {
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, null);
        if (bytesRead === 0) break;
        if (!stopped) events.data(buffer.slice(0, bytesRead));
      }
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'EAGAIN' && code !== 'EINTR') {
        if (!stopped) events.lost(error instanceof Error ? error.message : String(error));
        return;
      }
    }
    if (!stopped) timer = setTimeout(next, readEvery);
  };
  const next = () => {
    reading = look();
  };
  next();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await reading;
  };
};

const connectTo =
  (path: string): Connect =>
  async (events) => {
    const { forWriting, forReading } = await openBoth(path);
    const stopReading = forReading ? keepReading(forReading, events) : async () => undefined;
    let closed = false;
    let writes: Promise<void> = Promise.resolve();

    const writeAll = async (bytes: Uint8Array): Promise<void> => {
      for (let at = 0; at < bytes.length && !closed; ) {
        try {
          at += (await forWriting.write(bytes, at)).bytesWritten;
        } catch (error) {
          if (codeOf(error) !== 'EAGAIN') {
            events.lost(error instanceof Error ? error.message : String(error));
            throw error;
          }
          await new Promise((resolve) => setTimeout(resolve, writeAgainAfter));
        }
      }
      if (closed) throw new Error('closed while writing');
    };
    return {
      write: (bytes) => {
        const written = writes.then(() => writeAll(bytes));
        writes = written.catch(() => undefined);
        return written;
      },
      close: async () => {
        closed = true;
        await stopReading();
        await writes;
        await forWriting.close();
        if (forReading && forReading !== forWriting) await forReading.close();
      },
    };
  };

/** A character device that is no tty, such as `/dev/usb/lp0`; or a plain file or pipe, to which is only written. */
export const fileTransport = (path: string, options: WireOptions = {}): ByteTransport =>
  new WireTransport(`file:${path}`, connectTo(path), options);
