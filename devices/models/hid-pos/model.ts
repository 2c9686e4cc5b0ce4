import type { CodeScanner } from '../../classes/code-scanner.ts';
import { backOff, flag, type OptionSchema, optionSet } from '../../protocol/options.ts';
import type { UsbId } from '../../protocol/usb-id.ts';
import type { ByteTransport, Clock, HidPort } from '../../transports/transport.ts';
import { CodeScannerAdapter, type HidPosOptions } from './adapter.ts';
import { redactHidPos } from './redact.ts';

/** Honeywell and Youjie start as keyboards until feature report 254 with 01 switches their HID output on. */
const needWaking = /^hid:(0c2e|23d0):/i;
const wakeReport = Uint8Array.of(254, 1);

/** By maker: the product id changes with the mode that a scanner is set to. */
const usb: readonly UsbId[] = [
  { vendorId: 0x0c2e, name: 'Honeywell' },
  { vendorId: 0x05e0, name: 'Symbol, Zebra' },
  { vendorId: 0x05f9, name: 'Datalogic' },
  { vendorId: 0x23d0, name: 'Youjie' },
];

export type HidPosSettings = Pick<HidPosOptions, 'backOff'> & {
  /** Send the feature report after each opening. Default: to the makers that are known to need it. */
  readonly wake?: boolean;
};

/** Listing HID devices is expensive: not more often than every two seconds. */
const options: OptionSchema<HidPosSettings> = optionSet({ backOff: backOff(2000), wake: flag });

/** Code scanners: HID POS by `hid:`, plain lines by `serial:` (9600 8N1 as delivered) or `tcp:`. */
export const hidPosModel = {
  name: 'hid-pos',
  role: 'codeScanner',
  transports: ['hid', 'serial', 'tcp'],
  serial: { baudRate: 9600 },
  /** The page of POS scanners: which interface of the device is meant. */
  usagePage: 0x8c,
  usb,
  redact: redactHidPos,
  options,
  create: (transport: ByteTransport | HidPort, clock: Clock, given: HidPosSettings = {}): CodeScanner => {
    const { wake = needWaking.test(transport.address), ...rest } = given;
    return new CodeScannerAdapter(transport, clock, { ...rest, ...(wake ? { wakeReport } : {}) });
  },
} as const;
