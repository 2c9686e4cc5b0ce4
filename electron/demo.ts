import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A kiosk to try: simulated devices and a stand-in central system in a process of its own. Nothing of it is kept. */
export type Demo = {
  readonly config: string;
  readonly dataDir: string;
  readonly central: { act(deed: unknown): Promise<boolean>; state(): object };
  stop(): void;
};

const entry = fileURLToPath(new URL('../test/central/main.ts', import.meta.url));

const address = async (child: ChildProcess): Promise<{ url: string; token: string }> => {
  if (child.stdout === null) throw new Error('the stand-in central system has no output');
  for await (const line of createInterface({ input: child.stdout }))
    return JSON.parse(line) as { url: string; token: string };
  throw new Error('the stand-in central system ended before it served');
};

const configFor = (central: { url: string; token: string }): object => ({
  kiosk: {
    id: 'HZ-XH-0012',
    hall: '西湖区政务服务中心',
    timezone: 'Asia/Shanghai',
    languages: ['zh-CN', 'en'],
  },
  central,
  storage: { key: { from: 'development' } },
  devices: {
    idReader: { driver: 'sam', at: 'simulated:' },
    ticketPrinter: { driver: 'escpos', at: 'simulated:' },
    documentPrinter: { driver: 'ipp', at: 'simulated:' },
    scanner: { driver: 'escl', at: 'simulated:' },
    codeScanner: { driver: 'hid-pos', at: 'simulated:' },
  },
});

export const startDemo = async (dataDir: string | undefined): Promise<Demo> => {
  const child = fork(entry, ['--port', '0'], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const dir = dataDir ?? mkdtempSync(join(tmpdir(), 'kiosk-demo-'));
  const own = mkdtempSync(join(tmpdir(), 'kiosk-config-'));
  const config = join(own, 'kiosk.json');
  writeFileSync(config, JSON.stringify(configFor(await address(child)), null, 2), { mode: 0o600 });
  let online = true;
  return {
    config,
    dataDir: dir,
    central: {
      act: async (deed) => {
        const wanted = typeof deed === 'object' && deed !== null && 'do' in deed ? deed.do : undefined;
        if (wanted !== 'offline' && wanted !== 'online') return false;
        await new Promise<void>((resolve) => {
          child.once('message', () => resolve());
          child.send({ do: wanted });
        });
        online = wanted === 'online';
        return true;
      },
      state: () => ({ online }),
    },
    stop: () => {
      child.kill('SIGTERM');
      rmSync(own, { recursive: true, force: true });
      if (dataDir === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
};
