import { expect, test } from '@playwright/test';
import { runRefused } from '../support/kiosk-process.ts';

const good = {
  kiosk: {
    id: 'HZ-XH-0012',
    hall: '西湖区政务服务中心',
    timezone: 'Asia/Shanghai',
    languages: ['zh-CN', 'en'],
  },
  central: { url: 'http://127.0.0.1:9/api/v1', token: 'x' },
  storage: { key: { from: 'env:KIOSK_TEST_KEY' } },
  devices: {},
};

const cases = [
  ['devices.idReader.at', { ...good, devices: { idReader: { driver: 'sam', at: 'tcp://nowhere' } } }],
  [
    'devices.ticketPrinter.driver',
    { ...good, devices: { ticketPrinter: { driver: 'abacus', at: 'tcp://h:1' } } },
  ],
  ['central.url', { ...good, central: { ...good.central, url: 'http://central.example/api/v1' } }],
  ['storage.key', { ...good, storage: { key: { from: 'file:/nowhere/kiosk.key' } } }],
  ['storage.key', { ...good, storage: { key: { from: 'env:NOT_SET_AT_ALL' } } }],
  ['kiosk.timezone', { ...good, kiosk: { ...good.kiosk, timezone: 'Moon/Crater' } }],
] as const;

test('every fault is named at once: of the file, of a certificate that it names, and of the storage key', async () => {
  const { status, errors } = await runRefused({
    ...good,
    kiosk: { ...good.kiosk, timezone: 'Moon/Crater' },
    central: { ...good.central, ca: '/nowhere/ca.pem' },
    storage: { key: { from: 'file:/nowhere/kiosk.key' } },
  });
  expect(status).toBe(78);
  expect(errors.match(/^[\w.]+(?=: )/gm)).toEqual(['kiosk.timezone', 'central.ca', 'storage.key']);
});

for (const [path, config] of cases) {
  test(`a configuration that is wrong at ${path} (${JSON.stringify(config).length} bytes) ends with 78 and names the path`, async () => {
    const { status, errors } = await runRefused(config);
    expect(status).toBe(78);
    expect(errors).toMatch(new RegExp(`^${path.replaceAll('.', '\\.')}[^:]*: `, 'm'));
  });
}
