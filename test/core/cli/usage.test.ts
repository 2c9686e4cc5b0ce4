import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { kiosk, kioskHere, named, plainConfig } from '../support/cli-bench.ts';
import { freshFolder, startStore, stop } from '../support/store-bench.ts';

it('an unknown command ends with 64 and the list of commands', async () => {
  const { status, out, err } = await kiosk('dance');
  expect(status).toBe(64);
  expect(out).toBe('');
  expect(err).toContain('There is no command "dance".');
  for (const name of ['doctor', 'enrol', 'export', 'verify-audit', 'verify-receipt'])
    expect(err).toContain(`  ${name} `);
});

it.each([
  [['doctor', '--colour']],
  [['doctor', 'now']],
  [['doctor']],
  [['enrol', '--central', 'http://127.0.0.1:9/api/v1']],
  [['enrol', '482913']],
  [['enrol', '482913', '--central', 'http://central.example/api/v1']],
  [['export', '--for', 'central.pem']],
  [['verify-receipt']],
])('kiosk %s is not understood: 64, what is wrong, and how it is written', async (args) => {
  const { status, out, err } = await kioskHere(args);
  expect({ status, out }).toEqual({ status: 64, out: '' });
  expect(err).toMatch(/^[A-Z'-].+\nusage: kiosk /);
});

it('help is no failure', async () => {
  expect(await kioskHere(['--help'])).toMatchObject({ status: 0, err: '' });
});

it.each(['verify-audit', 'public-key'])(
  '%s refuses a folder that holds no store, and makes none',
  async (name) => {
    const data = join(freshFolder(), 'data');
    const { status, err } = await kioskHere([name, ...named(plainConfig(), data)]);
    expect(status).toBe(1);
    expect(err).toBe(`There is no store in ${data}. Name the kiosk's data folder: --data DIR.`);
    expect(existsSync(data)).toBe(false);
  },
);

it('a fault of the configuration is 78 and named by its path, whatever the command', async () => {
  const { dir } = startStore();
  const bad = plainConfig({ storage: { key: { from: 'env:NOT_SET_AT_ALL' } } });
  const wrongKey = { environment: { KIOSK_TEST_KEY: Buffer.alloc(32, 9).toString('base64') } };
  expect(await kioskHere(['verify-audit', ...named(bad, dir)])).toMatchObject({
    status: 78,
    err: 'storage.key: NOT_SET_AT_ALL is not set',
  });
  const refused = await kioskHere(['verify-audit', ...named(plainConfig(), dir)], wrongKey);
  expect(refused).toMatchObject({ status: 78, err: expect.stringMatching(/^storage\.key: /) });
});

it('no fault of a configuration repeats a token or a key that stands in it', async () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  const text = JSON.stringify(plainConfig({ storage: { key: { from: key } } }));
  const faults = [
    text,
    `{"central": {"token": "secret-token-1"x}}`,
    `"${key}`,
    `{"token": "a\nsecret-token-1"}`,
  ];
  for (const config of faults) {
    const { status, out, err } = await kioskHere(['doctor', ...named(config, freshFolder())]);
    expect(status).toBe(78);
    expect(out + err).not.toMatch(/BwcHBwc|secret-token|the-token/);
  }
});

it('a store that the kiosk has open is not exported from', async () => {
  const store = startStore();
  const pem = join(freshFolder(), 'central.pem');
  const pair = generateKeyPairSync('x25519');
  writeFileSync(pem, createPublicKey(pair.privateKey).export({ format: 'pem', type: 'spki' }));
  const words = [
    'export',
    '--to',
    join(freshFolder(), 'stick'),
    '--for',
    pem,
    ...named(plainConfig(), store.dir),
  ];
  const { status, err } = await kioskHere(words);
  expect(status).toBe(1);
  expect(err).toContain('open in another program. Stop the kiosk, then try again.');
  stop(store);
});
