import { describe, expect, it } from 'vitest';
import {
  fileCircles,
  folderCircles,
  idleExceptions,
  tooLong,
  violations,
} from './support/architecture/judge.ts';
import { projectFiles, sourceFile } from './support/architecture/project.ts';

const files = projectFiles();

describe('the house', () => {
  it('has every room in it', () => {
    for (const room of [
      'electron/contract/',
      'electron/main/',
      'electron/core/session/',
      'devices/models/',
      'renderer/',
    ])
      expect(files.some(({ path }) => path.startsWith(room))).toBe(true);
  });
  it('has no import that its room forbids', () => expect(violations(files)).toEqual([]));
  it('has no exception that nothing needs', () => expect(idleExceptions(files)).toEqual([]));
  it('has no circle between its top folders', () => expect(folderCircles(files)).toEqual([]));
  it('has no files that wait for each other to be loaded', () => expect(fileCircles(files)).toEqual([]));
  it('has no file that is too long to be one idea', () => expect(tooLong(files)).toEqual([]));
});

describe('the judge of the house', () => {
  const judged = (path: string, source: string, rest: ReturnType<typeof sourceFile>[] = []) =>
    violations([sourceFile(path, source), ...rest], []);

  it.each([
    ['electron/contract/a.ts', "import { x } from '../core/a.ts';"],
    ['electron/contract/a.ts', "import fs from 'node:fs';"],
    ['electron/core/a.ts', "import { app } from 'electron';"],
    ['electron/core/a.ts', "import type { App } from 'electron';"],
    ['electron/core/a.ts', "import { samModel } from '../../devices/models/sam/model.ts';"],
    ['electron/core/a.ts', "const a = await import('../../devices/simulated/index.ts');"],
    ['electron/core/a.ts', "export { page } from '../../renderer/page.ts';"],
    ['electron/core/session/a.ts', "import { join } from 'node:path';"],
    ['electron/core/session/a.ts', "import { openStore } from '../store/store.ts';"],
    ['electron/core/session/a.ts', "type Store = import('../store/store.ts').Store;"],
    ['electron/core/session/a.ts', "import { perform } from '../performers/index.ts';"],
    ['electron/core/session/runner.ts', "import { openStore } from '../store/store.ts';"],
    ['electron/core/sync/retry-policy.ts', "import { request } from 'undici';"],
    ['electron/main/policy.ts', "import { app } from 'electron';"],
    ['electron/main/a.ts', "import { openKiosk } from '../core/kiosk.ts';"],
    ['electron/preload/index.ts', "import { PAGE } from '../main/policy.ts';"],
    ['electron/preload/index.ts', "import { events } from '../contract/events.ts';"],
    ['electron/web/a.ts', "import { PAGE } from '../main/policy.ts';"],
    ['renderer/a.tsx', "import { readFile } from 'node:fs/promises';"],
    ['renderer/a.tsx', "import { step } from '../electron/core/session/session.ts';"],
    ['renderer/a.tsx', "import { ipcRenderer } from 'electron';"],
    ['devices/models/one/a.ts', "import { b } from '../two/b.ts';"],
    ['devices/models/one/a.ts', "import { SerialPort } from 'serialport';"],
    ['devices/models/one/a.ts', "const hid = require('node-hid');"],
    ['devices/models/one/a.ts', "import { openTcp } from '../../transports/tcp.ts';"],
    ['devices/transports/tcp.ts', "import { SerialPort } from 'serialport';"],
    ['devices/transports/serial.ts', "import HID from 'node-hid';"],
    ['devices/supervisor.ts', "import { samModel } from './models/one/model.ts';"],
    ['devices/classes/a.ts', "import { b } from '../protocol/b.ts';"],
    ['devices/cli.ts', "import { rig } from '../test/support/rig.ts';"],
    ['electron/core/a.ts', 'const a = await import(name);'],
    ['somewhere/a.ts', 'export const a = 1;'],
  ])('%s may not say: %s', (path, source) => expect(judged(path, source)).toHaveLength(1));

  it.each([
    'Date.now()',
    'new Date()',
    'Math.random()',
    'setTimeout(f, 1)',
    'performance.now()',
    'process.env.HOME',
  ])('a pure file may not reach for %s', (call) => {
    expect(judged('electron/core/journeys/a.ts', `const a = ${call};`)).toHaveLength(1);
    expect(judged('electron/core/store/a.ts', `const a = ${call};`)).toEqual([]);
  });

  it('lets a pure file count with a time that it was given', () =>
    expect(judged('electron/core/session/a.ts', 'const at = new Date(now).toISOString();')).toEqual([]));

  it('tells file, import and rule in one line', () =>
    expect(judged('electron/contract/a.ts', "import fs from 'node:fs';")).toEqual([
      'electron/contract/a.ts -> node:fs: the contract imports zod only',
    ]));

  it('sees a circle between folders though only types close it', () => {
    const circle = [
      sourceFile('devices/a.ts', "import type { R } from '../renderer/r.ts';"),
      sourceFile('renderer/r.ts', "import { l } from '../locales/l.ts';"),
      sourceFile('locales/l.ts', "import { a } from '../devices/a.ts';"),
    ];
    expect(folderCircles(circle)).toEqual(['devices -> renderer -> locales -> devices']);
    expect(folderCircles(circle.slice(1))).toEqual([]);
  });

  it('sees two files that need each other to be loaded, and lets types pass', () => {
    const first = sourceFile('devices/a.ts', "import { b } from './b.ts';");
    expect(fileCircles([first, sourceFile('devices/b.ts', "import { a } from './a.ts';")])).toHaveLength(1);
    expect(fileCircles([first, sourceFile('devices/b.ts', "import type { A } from './a.ts';")])).toEqual([]);
  });

  it('counts lines', () => {
    expect(tooLong([sourceFile('renderer/a.ts', 'let a;\n'.repeat(301))])).toHaveLength(1);
    expect(tooLong([sourceFile('renderer/a.ts', 'let a;\n'.repeat(300))])).toEqual([]);
  });
});
