/**
 * The events of Linux's `/dev/uhid` (include/uapi/linux/uhid.h, struct uhid_event: packed, little-endian on x86): a program that
 * writes them is a HID device, with no hardware. One event a read or write. Only what an input device needs.
 */

/** `type` of struct uhid_event. */
const types = {
  destroy: 1,
  start: 2,
  stop: 3,
  open: 4,
  close: 5,
  output: 6,
  getReport: 9,
  getReportReply: 10,
  create2: 11,
  input2: 12,
  setReport: 13,
  setReportReply: 14,
} as const;

/** Bytes of the largest event: the type, then struct uhid_create2_req with a descriptor of 4096 bytes. */
export const largestEvent = 4 + 276 + 4096;

const dataMost = 4096;

export type UhidIdentity = {
  /** At most 127 bytes of UTF-8. */
  readonly name: string;
  /** The serial number, at most 63 bytes. */
  readonly serialNumber: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly descriptor: Uint8Array;
};

/** What the kernel tells the device. `set-report` and `get-report` wait for an answer, 5 s at most. */
export type UhidEvent =
  | { readonly kind: 'start' | 'stop' | 'open' | 'close' }
  /** `report` begins with its id. */
  | { readonly kind: 'output'; readonly report: Uint8Array }
  | { readonly kind: 'set-report'; readonly request: number; readonly report: Uint8Array }
  | { readonly kind: 'get-report'; readonly request: number; readonly reportId: number }
  | { readonly kind: 'other'; readonly type: number };

/** BUS_USB of linux/input.h: hidapi passes over devices of buses that it does not know. */
const busUsb = 3;

/** Plugs the device in. */
export const encodeCreate = (identity: UhidIdentity): Uint8Array => {
  const { descriptor } = identity;
  if (descriptor.length > dataMost) throw new RangeError(`a descriptor of ${descriptor.length} bytes`);
  const event = Buffer.alloc(280 + descriptor.length);
  event.writeUInt32LE(types.create2, 0);
  event.write(identity.name, 4, 127, 'utf8');
  // 64 bytes of physical path stay empty.
  event.write(identity.serialNumber, 196, 63, 'utf8');
  event.writeUInt16LE(descriptor.length, 260);
  event.writeUInt16LE(busUsb, 262);
  event.writeUInt32LE(identity.vendorId, 264);
  event.writeUInt32LE(identity.productId, 268);
  // Version and country stay 0.
  event.set(descriptor, 280);
  return event;
};

/** Pulls it out. */
export const encodeDestroy = (): Uint8Array => {
  const event = Buffer.alloc(4);
  event.writeUInt32LE(types.destroy, 0);
  return event;
};

/** An input report, its id first where the device numbers its reports. */
export const encodeInput = (report: Uint8Array): Uint8Array => {
  if (report.length > dataMost) throw new RangeError(`a report of ${report.length} bytes`);
  const event = Buffer.alloc(6 + report.length);
  event.writeUInt32LE(types.input2, 0);
  event.writeUInt16LE(report.length, 4);
  event.set(report, 6);
  return event;
};

/** @param error 0, or a Linux error number, which the program that set the report sees as EIO */
export const encodeSetReportReply = (request: number, error: number): Uint8Array => {
  const event = Buffer.alloc(10);
  event.writeUInt32LE(types.setReportReply, 0);
  event.writeUInt32LE(request, 4);
  event.writeUInt16LE(error, 8);
  return event;
};

/** No such report: the device has none that can be asked for. */
export const encodeGetReportRefusal = (request: number, error: number): Uint8Array => {
  const event = Buffer.alloc(12);
  event.writeUInt32LE(types.getReportReply, 0);
  event.writeUInt32LE(request, 4);
  event.writeUInt16LE(error, 8);
  return event;
};

const plain: ReadonlyMap<number, 'start' | 'stop' | 'open' | 'close'> = new Map([
  [types.start, 'start'],
  [types.stop, 'stop'],
  [types.open, 'open'],
  [types.close, 'close'],
]);

/** @param bytes one event, as read; the kernel hands over whole structs */
export const decodeEvent = (bytes: Uint8Array): UhidEvent => {
  const event = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = event.readUInt32LE(0);
  const kind = plain.get(type);
  if (kind) return { kind };
  switch (type) {
    case types.output: {
      const size = event.readUInt16LE(4 + dataMost);
      return { kind: 'output', report: Uint8Array.from(event.subarray(4, 4 + size)) };
    }
    case types.setReport: {
      const size = event.readUInt16LE(10);
      const report = Uint8Array.from(event.subarray(12, 12 + size));
      return { kind: 'set-report', request: event.readUInt32LE(4), report };
    }
    case types.getReport:
      return { kind: 'get-report', request: event.readUInt32LE(4), reportId: event.readUInt8(8) };
    default:
      return { kind: 'other', type };
  }
};
