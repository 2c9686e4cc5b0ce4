import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLog } from '../../../electron/core/log/logger.ts';
import { freshFolder, movableClock } from '../support/store-bench.ts';

const start = (options: { dir?: string; maxBytes?: number } = {}) => {
  const lines: string[] = [];
  const log = openLog({
    level: 'info',
    clock: movableClock(),
    write: (line) => lines.push(line),
    ...options,
  });
  return { ...log, lines };
};

describe('the log', () => {
  it('is one JSON line an event, with the time that was passed in', () => {
    const { logger, lines } = start();
    logger.child({ part: 'sync' }).warn({ status: 422 }, 'record refused');
    logger.debug('not shown');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { level: 'warn', time: '2026-03-02T01:00:00.000Z', part: 'sync', status: 422, msg: 'record refused' },
    ]);
  });

  it('holds nothing of a person by any way into it', () => {
    const { logger, lines } = start();
    logger.info('read 330106195203070023');
    logger.info({ person: { name: '张素琴' }, note: '13900001111' }, 'for %s', '330106195203070023');
    logger.error(new Error('bad number 330106195203070023'));
    logger.child({ note: '13900001111' }).info({ err: new Error('13900001111') });
    expect(lines).toHaveLength(4);
    expect(lines.join('')).not.toMatch(/330106|13900001111|张素琴/);
  });

  it('also goes to a file that is turned over before it grows large', () => {
    const dir = freshFolder();
    const { logger, close } = start({ dir, maxBytes: 500 });
    for (let index = 0; index < 60; index += 1) logger.info({ index }, 'a line of some length for the file');
    close();
    const names = readdirSync(join(dir, 'logs')).sort();
    expect(names).toEqual(['kiosk.log', 'kiosk.log.1', 'kiosk.log.2', 'kiosk.log.3', 'kiosk.log.4']);
    for (const name of names) {
      expect(readFileSync(join(dir, 'logs', name)).length).toBeLessThanOrEqual(500);
    }
    expect(readFileSync(join(dir, 'logs', 'kiosk.log'), 'utf8')).toContain('"index":59');
  });
});
