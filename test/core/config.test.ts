import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type ConfigResult, parseConfig, readConfig } from '../../electron/core/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'kiosk-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = {
  kiosk: { id: 'HZ-XH-0012', hall: '西湖区政务服务中心' },
  central: { url: 'https://central.example/api/v1/', token: 'secret-token' },
  storage: { key: { from: 'file:kiosk.key' } },
  devices: {
    idReader: { driver: 'sam', at: 'serial:/dev/ttyUSB0?baudRate=115200' },
    ticketPrinter: { driver: 'escpos', at: 'tcp://192.168.1.50:9100' },
    documentPrinter: { driver: 'ipp', at: 'ipp://printer.local:631/ipp/print' },
    scanner: { driver: 'escl', at: 'http://scanner.local/eSCL' },
  },
};

const parse = (config: unknown, packaged = false): ConfigResult =>
  parseConfig(JSON.stringify(config), { base: folder, packaged });

const faults = (result: ConfigResult): readonly { path: string; message: string }[] =>
  result.ok ? [] : result.faults;

test('a good configuration is taken, with the hall’s defaults, and paths counted from the file', () => {
  const result = parse(good);
  expect(result).toMatchObject({
    ok: true,
    config: {
      kiosk: { timezone: 'Asia/Shanghai', languages: ['zh-CN', 'en'] },
      central: { url: 'https://central.example/api/v1' },
      storage: { key: { from: 'file', path: join(folder, 'kiosk.key') } },
      devices: { idReader: { driver: 'sam' } },
    },
  });
});

test('the program that decodes photos is taken where one is named, and refused by its own path in the file', () => {
  const { idReader } = good.devices;
  const withPhoto = (photo: unknown) =>
    parse({ ...good, devices: { idReader: { ...idReader, photo }, ticketPrinter: undefined } });
  expect(withPhoto('wlt:/opt/vendor/wlt2bmp')).toMatchObject({
    ok: true,
    config: { devices: { idReader: { ...idReader, photo: 'wlt:/opt/vendor/wlt2bmp' } } },
  });
  const without = parse(good);
  expect(without.ok && without.config.devices.idReader).toEqual(idReader);
  for (const wrong of ['/opt/vendor/wlt2bmp', 'wlt:wlt2bmp', '', 7])
    expect(faults(withPhoto(wrong)).map(({ path }) => path)).toEqual(['devices.idReader.photo']);
});

test('the options of a device are taken as they are, and refused by their own path in the file', () => {
  const { idReader } = good.devices;
  const having = (options: unknown) =>
    parse({ ...good, devices: { idReader: { ...idReader, options }, ticketPrinter: undefined } });
  const options = { presencePoll: true, timings: { pollEvery: 200 } };
  expect(having(options)).toMatchObject({ ok: true, config: { devices: { idReader: { options } } } });
  expect(faults(having({ timings: { pollEvery: 'often' }, presence: true })).map(({ path }) => path)).toEqual(
    ['devices.idReader.options.timings.pollEvery', 'devices.idReader.options.presence'],
  );
});

test('what means nothing here is ignored, but a device that does not exist is named', () => {
  expect(parse({ ...good, later: 1, kiosk: { ...good.kiosk, colour: 'blue' } }).ok).toBe(true);
  const wrong = parse({ ...good, devices: { ...good.devices, idreader: good.devices.idReader } });
  expect(faults(wrong).map(({ path }) => path)).toEqual(['devices.idreader']);
});

test('a kiosk without devices is allowed: the journeys that need them are not offered', () => {
  expect(parse({ ...good, devices: undefined })).toMatchObject({ ok: true, config: { devices: {} } });
});

test.each([
  ['kiosk', { ...good, kiosk: undefined }],
  ['kiosk.id', { ...good, kiosk: { ...good.kiosk, id: '' } }],
  ['kiosk.hall', { ...good, kiosk: { id: 'x' } }],
  ['kiosk.timezone', { ...good, kiosk: { ...good.kiosk, timezone: 'Moon/Crater' } }],
  ['kiosk.languages', { ...good, kiosk: { ...good.kiosk, languages: [] } }],
  ['central.url', { ...good, central: { ...good.central, url: 'central' } }],
  ['central.url', { ...good, central: { ...good.central, url: 'ftp://central.example' } }],
  ['central.url', { ...good, central: { ...good.central, url: 'http://central.example/api/v1' } }],
  ['central.token', { ...good, central: { url: good.central.url } }],
  ['central.ca', { ...good, central: { ...good.central, ca: 'no-such-file.pem' } }],
  ['storage.key.from', { ...good, storage: { key: { from: 'aGVsbG8=' } } }],
  ['storage.key.from', { ...good, storage: { key: { from: 'env:' } } }],
  ['storage', { ...good, storage: undefined }],
  ['devices.idReader.driver', { ...good, devices: { idReader: { driver: 'abacus', at: 'tcp://h:1' } } }],
  ['devices.idReader.at', { ...good, devices: { idReader: { driver: 'sam', at: 'tcp://nowhere' } } }],
  ['devices.idReader.at', { ...good, devices: { idReader: { driver: 'sam' } } }],
  ['devices.scanner.at', { ...good, devices: { scanner: { driver: 'escl', at: 'serial:/dev/x' } } }],
] as const)('a fault is named by its path in the file: %s', (path, config) => {
  expect(faults(parse(config)).map((fault) => fault.path)).toEqual([path]);
});

test('all faults are told at once', () => {
  const wrong = parse({ ...good, kiosk: { ...good.kiosk, id: '' }, central: { url: 'x', token: 't' } });
  expect(faults(wrong).map(({ path }) => path)).toEqual(['kiosk.id', 'central.url']);
});

test('plain http is taken to loopback only', () => {
  for (const host of ['127.0.0.1:7070', 'localhost:7070', '[::1]:7070', '127.8.9.1'])
    expect(parse({ ...good, central: { url: `http://${host}/api/v1`, token: 't' } }).ok).toBe(true);
  for (const host of ['127.0.0.1.example', '10.0.0.1', 'localhost.example'])
    expect(parse({ ...good, central: { url: `http://${host}/api/v1`, token: 't' } }).ok).toBe(false);
});

test('a packaged kiosk has no simulated devices', () => {
  const simulated = { ...good, devices: { idReader: { driver: 'sam', at: 'simulated:' } } };
  expect(parse(simulated).ok).toBe(true);
  expect(faults(parse(simulated, true)).map(({ path }) => path)).toEqual(['devices.idReader.at']);
});

test('a client certificate comes with its key, and both are read', () => {
  writeFileSync(join(folder, 'kiosk.pem'), 'CERT');
  writeFileSync(join(folder, 'kiosk-key.pem'), 'KEY');
  const half = parse({ ...good, central: { ...good.central, cert: 'kiosk.pem' } });
  expect(faults(half).map(({ path }) => path)).toEqual(['central.key']);
  const whole = parse({ ...good, central: { ...good.central, cert: 'kiosk.pem', key: 'kiosk-key.pem' } });
  expect(whole.ok && whole.config.central.cert?.toString()).toBe('CERT');
});

test('no fault shows the token or a key that was put in the wrong place', () => {
  const key = 'c2VjcmV0LXN0b3JhZ2Uta2V5LW9mLTMyLWJ5dGVzISE=';
  const wrong = parse({ ...good, kiosk: 7, storage: { key: { from: key } }, devices: { x: {} } });
  const told = JSON.stringify(faults(wrong));
  expect(told).not.toContain(key);
  expect(told).not.toContain('secret-token');
});

test('a file that is not JSON, not an object, or not there is refused as a whole', () => {
  for (const text of ['{', '', 'null', '[]', '"x"'])
    expect(faults(parseConfig(text, { base: folder, packaged: false })).length).toBeGreaterThan(0);
  expect(faults(readConfig(join(folder, 'no-such.json'), false))).toMatchObject([{ path: '(file)' }]);
});

test('what the file says of the storage key is told though the rest of the file is wrong', () => {
  expect(parse({ ...good, kiosk: {} })).toMatchObject({
    ok: false,
    keySource: { from: 'file', path: join(folder, 'kiosk.key') },
  });
  expect(parse({ ...good, kiosk: {}, storage: { key: { from: 'magic' } } })).not.toHaveProperty('keySource');
});

test('a certificate that can’t be read is told beside the other faults', () => {
  const central = { ...good.central, url: 'ftp://central.example', ca: '/nowhere/ca.pem' };
  expect(faults(parse({ ...good, central })).map(({ path }) => path)).toEqual(['central.url', 'central.ca']);
});
