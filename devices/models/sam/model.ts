import type { IdReader } from '../../classes/id-reader.ts';
import type { UsbId } from '../../protocol/usb-id.ts';
import type { ByteTransport, Clock } from '../../transports/transport.ts';
import { SamReader } from './adapter.ts';
import { samOptions } from './options.ts';
import { redactSam } from './redact.ts';
import type { SamOptions } from './settings.ts';

const vendorsOwn = "its USB protocol is the maker's own: take its serial port, or a serial model";

/** By 64-byte reports whose first byte counts: tried on no reader yet (README). */
const countedReports = 'framing=length';

/** USB readers that are met in halls. Of most of them the protocol is not public (README). */
const usb: readonly UsbId[] = [
  { vendorId: 0x0400, productId: 0xc35a, name: 'standard USB reader (two bulk pipes)', instead: vendorsOwn },
  { vendorId: 0x0425, productId: 0x8159, name: 'Routon HID reader', options: countedReports },
  { vendorId: 0x0483, productId: 0x572b, name: 'DK26 HID reader', options: countedReports },
  { vendorId: 0xc216, productId: 0x0102, name: '中软 HID reader', instead: vendorsOwn },
  { vendorId: 0x2015, productId: 0x0008, name: '森锐 HID reader', instead: vendorsOwn },
  { vendorId: 0x9573, productId: 0x4836, name: '亿数 HID reader', instead: vendorsOwn },
];

/** Resident ID card readers with a SAM module on a serial line, on a serial server's port, or behind counted HID reports. */
export const samModel = {
  name: 'sam',
  role: 'idReader',
  transports: ['serial', 'tcp', 'hid'],
  hidFraming: 'length',
  serial: { baudRate: 115_200 },
  usb,
  redact: redactSam,
  options: samOptions,
  create: (transport: ByteTransport, clock: Clock, options: SamOptions = {}): IdReader =>
    new SamReader(transport, clock, options),
} as const;
