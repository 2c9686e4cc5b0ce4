import type { CameraPort } from './classes/camera-port.ts';
import type { CodeScanner } from './classes/code-scanner.ts';
import type { DocumentPrinter } from './classes/document-printer.ts';
import type { IdReader } from './classes/id-reader.ts';
import type { PhotoDecoder } from './classes/photo-decoder.ts';
import type { Scanner } from './classes/scanner.ts';
import type { TicketPrinter } from './classes/ticket-printer.ts';
import type { Role } from './device.ts';
import { cameraModel } from './models/camera/model.ts';
import { cupsLpModel } from './models/cups-lp/model.ts';
import { esclModel } from './models/escl/model.ts';
import { escposModel } from './models/escpos/model.ts';
import { hidPosModel } from './models/hid-pos/model.ts';
import { ippModel } from './models/ipp/model.ts';
import { samModel } from './models/sam/model.ts';
import { saneModel } from './models/sane/model.ts';
import { wltCommandModel } from './models/wlt-command/model.ts';
import type { Redact } from './protocol/capture.ts';
import type { UsbId } from './protocol/usb-id.ts';
import {
  type AddressDefaults,
  type AddressKind,
  type HidFraming,
  parseAddress,
  transportFor,
} from './transports/address.ts';
import type { ByteTransport, Clock } from './transports/transport.ts';

/** Which device class stands behind each role. */
export type DeviceOf = {
  idReader: IdReader;
  ticketPrinter: TicketPrinter;
  documentPrinter: DocumentPrinter;
  scanner: Scanner;
  codeScanner: CodeScanner;
};

/** The devices a kiosk has; a missing role is a device that it does not have. */
export type Devices = { readonly [R in Role]?: DeviceOf[R] };

/** What some drivers need of the process that they run in. Without it their devices are absent. */
export type Ports = { readonly cameras?: CameraPort };

/** One line of the registry: a model that a configuration can name as `driver`. */
export type Driver<R extends Role = Role> = {
  readonly name: string;
  readonly role: R;
  /** What its `at` may look like, for people. */
  readonly addresses: readonly string[];
  /** One English clause that says what is wrong with `at`, or nothing. */
  readonly check: (at: string) => string | undefined;
  readonly create: (at: string, clock: Clock, ports?: Ports) => DeviceOf[R];
  /** Only of models that speak bytes over a transport of ours: what can be recorded and replayed. */
  readonly bytes?: ByteAccess<R>;
  /** USB devices that this model is known to be, or known not to be able to drive. */
  readonly usb?: readonly UsbId[];
};

export type ByteAccess<R extends Role = Role> = {
  readonly transports: readonly AddressKind[];
  /** Throws a RangeError that says what is wrong with `at`. */
  readonly open: (at: string) => ByteTransport;
  readonly over: (transport: ByteTransport, clock: Clock) => DeviceOf[R];
  readonly redact: Redact;
};

type ByteModel<R extends Role> = {
  readonly name: string;
  readonly role: R;
  readonly transports: readonly AddressKind[];
  readonly usb?: readonly UsbId[];
  readonly redact: Redact;
  readonly serial?: AddressDefaults['serial'];
  readonly usagePage?: number;
  /** The framing that a `hid:` address must name; absent: the model reads reports as they come. */
  readonly hidFraming?: HidFraming;
  readonly create: (transport: ByteTransport, clock: Clock) => DeviceOf[R];
};

/** What is wrong with the framing that a `hid:` address names. */
const wrongFraming = (at: string, given: HidFraming | undefined, wanted: HidFraming | undefined) => {
  if (given === wanted) return undefined;
  return wanted === undefined
    ? `"${at}": its reports are taken as they come: leave framing out`
    : `"${at}": say how its reports carry bytes: ?framing=${wanted}`;
};

const overBytes = <R extends Role>(model: ByteModel<R>): Driver<R> => {
  const defaults: AddressDefaults = {
    ...(model.serial === undefined ? {} : { serial: model.serial }),
    ...(model.usagePage === undefined ? {} : { usagePage: model.usagePage }),
  };
  return {
    name: model.name,
    role: model.role,
    addresses: model.transports.map((transport) =>
      transport === 'tcp'
        ? 'tcp://host:port'
        : transport === 'hid' && model.hidFraming
          ? `hid:…?framing=${model.hidFraming}`
          : `${transport}:…`,
    ),
    check: (at) => {
      const parsed = parseAddress(at);
      if (!parsed.ok) return parsed.error;
      if (!model.transports.includes(parsed.value.kind))
        return `"${at}": ${model.name} is reached by ${model.transports.join(', ')}`;
      return parsed.value.kind === 'hid'
        ? wrongFraming(at, parsed.value.framing, model.hidFraming)
        : undefined;
    },
    create: (at, clock) => model.create(transportFor(at, defaults), clock),
    bytes: {
      transports: model.transports,
      open: (at) => transportFor(at, defaults),
      over: (transport, clock) => model.create(transport, clock),
      redact: model.redact,
    },
    ...(model.usb === undefined ? {} : { usb: model.usb }),
  };
};

export const drivers = [
  overBytes<'idReader'>(samModel),
  overBytes<'ticketPrinter'>(escposModel),
  {
    name: ippModel.name,
    role: ippModel.role,
    addresses: ['ipp://host:631/ipp/print', 'ipps://…', 'http://…'],
    check: (at) => {
      const parsed = ippModel.parseAddress(at);
      return parsed.ok ? undefined : parsed.error;
    },
    // A citizen stands in front of it: a jam that nobody clears in this time ends the job, and the owed pages are offered.
    create: (at, clock) => ippModel.create(at, clock, { timing: { attention: 20_000 } }),
  } satisfies Driver<'documentPrinter'>,
  {
    name: cupsLpModel.name,
    role: cupsLpModel.role,
    addresses: ['cups:office'],
    check: (at) => {
      const parsed = cupsLpModel.parseAddress(at);
      return parsed.ok ? undefined : parsed.error;
    },
    create: (at, clock) => cupsLpModel.create(at, clock, { timing: { attention: 20_000 } }),
  } satisfies Driver<'documentPrinter'>,
  {
    name: esclModel.name,
    role: esclModel.role,
    addresses: ['http://host/eSCL', 'https://host/eSCL?fingerprint=…'],
    check: (at) => {
      const parsed = esclModel.parseAddress(at);
      return parsed.ok ? undefined : parsed.error;
    },
    create: (at, clock) => esclModel.create(at, clock),
  } satisfies Driver<'scanner'>,
  {
    name: saneModel.name,
    role: saneModel.role,
    addresses: ['test:0', 'airscan:e0:Office'],
    check: (at) =>
      /^[^\s]+:[^\s]*$/.test(at)
        ? undefined
        : `"${at}": must be a name that scanimage -L prints, e.g. test:0`,
    create: (at, clock) => saneModel.create(at, clock),
  } satisfies Driver<'scanner'>,
  {
    name: cameraModel.name,
    role: cameraModel.role,
    addresses: ['camera:', 'camera:HD Document'],
    check: cameraModel.check,
    create: (at, clock, ports) => cameraModel.create(at, clock, ports?.cameras),
  } satisfies Driver<'scanner'>,
  overBytes<'codeScanner'>(hidPosModel),
] as const;

/** The driver of that name for that role, or nothing. */
export const driverFor = <R extends Role>(role: R, name: string): Driver<R> | undefined =>
  (drivers as readonly Driver[]).find((driver) => driver.role === role && driver.name === name) as
    | Driver<R>
    | undefined;

/** All of them, without their types told apart. */
export const everyDriver: readonly Driver[] = drivers as readonly Driver[];

export const driverNames = (role: Role): readonly string[] =>
  drivers.filter((driver) => driver.role === role).map((driver) => driver.name);

/** What decodes the photo of an ID card, where the hall has a vendor's program for it: `wlt:/opt/vendor/wlt2bmp`. */
export const photoDecoders: {
  /** One English clause that says what is wrong with `at`, or nothing. */
  readonly check: (at: string) => string | undefined;
  /** Throws a RangeError when `check` has something to say. */
  readonly create: (at: string, clock: Clock) => PhotoDecoder;
} = wltCommandModel;
