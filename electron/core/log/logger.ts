import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import type { WallClock } from '../store/clock.ts';
import { redact } from './redact.ts';
import { openRotatingFile } from './rotating-file.ts';

export type { Logger };

export interface Log {
  readonly logger: Logger;
  close(): void;
}

export interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly clock: WallClock;
  /** Lines also go to `<dir>/logs/kiosk.log`, rotated; absent: to `write` alone. */
  readonly dir?: string;
  /** Takes each line; stderr unless told. Stdout belongs to `ready <url>`. */
  readonly write?: (line: string) => void;
  readonly maxBytes?: number;
}

/** The last thing that happens to a line: messages, bindings of children and errors are all in it by then. */
const cleanLine = (line: string): string => `${JSON.stringify(redact(JSON.parse(line)))}\n`;

/**
 * JSON lines, one an event. Every line passes `redact`, whatever was logged: there is no way round it. Written in
 * this thread and at once, as a worker would lose its last lines in a crash.
 */
export const openLog = (options: LogOptions): Log => {
  const file =
    options.dir === undefined
      ? undefined
      : openRotatingFile(join(options.dir, 'logs', 'kiosk.log'), options.maxBytes);
  const write = options.write ?? ((line: string) => process.stderr.write(line));
  const logger = pino(
    {
      level: options.level,
      base: null,
      timestamp: () => `,"time":"${new Date(options.clock.now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    {
      write: (line: string) => {
        const clean = cleanLine(line);
        write(clean);
        file?.write(clean);
      },
    },
  );
  return { logger, close: () => file?.close() };
};
