import { describe, expect, it } from 'vitest';
import { parseHardware } from './named.ts';
import { describeHardware } from './promises.ts';

/** Real devices, by a flag: devices/README.md. */
const flag = parseHardware(process.env.KIOSK_HARDWARE);
const named = flag.ok ? flag.named : [];

describe('the flag that names real devices', () => {
  it(`is understood, and names ${named.length === 0 ? 'no hardware' : named.map(({ role }) => role).join(', ')}`, () => {
    expect(flag.ok ? 'understood' : flag.why).toBe('understood');
  });

  it.each([undefined, '', ' ', ';'])('names no hardware when it is %j', (text) => {
    expect(parseHardware(text)).toEqual({ ok: true, named: [] });
  });

  it('names a driver and an address for each role', () => {
    const parsed = parseHardware(
      'idReader=sam@hid:0425:8159?framing=length; ticketPrinter=escpos@file:/dev/usb/lp0;scanner=sane@airscan:e0:A=B@C',
    );
    expect(parsed.ok && parsed.named.map(({ role, driver, at }) => [role, driver.name, at])).toEqual([
      ['idReader', 'sam', 'hid:0425:8159?framing=length'],
      ['ticketPrinter', 'escpos', 'file:/dev/usb/lp0'],
      ['scanner', 'sane', 'airscan:e0:A=B@C'],
    ]);
  });

  it.each([
    ['sam@serial:/dev/ttyUSB0', 'must be role=driver@address'],
    ['idReader=sam', 'must be role=driver@address'],
    ['idReader=escpos@file:/dev/usb/lp0', 'there is no driver "escpos" for idReader'],
    ['reader=sam@serial:/dev/ttyUSB0', 'there is no driver "sam" for reader'],
    ['idReader=sam@file:/dev/usb/lp0', 'sam is reached by'],
    ['scanner=camera@camera:', "needs the kiosk's own page"],
    ['idReader=sam@serial:COM3;idReader=sam@serial:COM4', 'idReader is named twice'],
  ])('"%s" is refused: %s', (text, why) => {
    const parsed = parseHardware(text);
    expect(parsed.ok ? 'understood' : parsed.why).toContain(why);
  });
});

for (const device of named) describeHardware(device, process.env.KIOSK_HANDS === '1');
