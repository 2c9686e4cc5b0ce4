import type { CameraPort } from './classes/camera-port.ts';
import type { CodeScanner } from './classes/code-scanner.ts';
import type { DocumentPrinter } from './classes/document-printer.ts';
import type { IdReader } from './classes/id-reader.ts';
import type { PhotoDecoder } from './classes/photo-decoder.ts';
import type { Scanner } from './classes/scanner.ts';
import type { TicketPrinter } from './classes/ticket-printer.ts';
import type { Role } from './device.ts';
import { cameraModel } from './models/camera/model.ts';
import { type CupsOptions, cupsLpModel } from './models/cups-lp/model.ts';
import { type EsclOptions, esclModel } from './models/escl/model.ts';
import { escposModel } from './models/escpos/model.ts';
import type { EscposSettings } from './models/escpos/options.ts';
import { type HidPosSettings, hidPosModel } from './models/hid-pos/model.ts';
import { type IppOptions, ippModel } from './models/ipp/model.ts';
import { samModel } from './models/sam/model.ts';
import type { SamOptions } from './models/sam/settings.ts';
import { type SaneOptions, saneModel } from './models/sane/model.ts';
import { wltCommandModel } from './models/wlt-command/model.ts';
import type { Redact } from './protocol/capture.ts';
import { type OptionFault, type OptionSchema, optionFaults } from './protocol/options.ts';
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

/** What a device is made of beyond its address. `options`: as they stand in the configuration; `owner`: this kiosk's id. */
export type Given = { readonly ports?: Ports; readonly options?: unknown; readonly owner?: string };

/** One line of the registry: a model that a configuration can name as `driver`. */
export type Driver<R extends Role = Role> = {
  readonly name: string;
  readonly role: R;
  /** What its `at` may look like, for people. */
  readonly addresses: readonly string[];
  /** One English clause that says what is wrong with `at`, or nothing. */
  readonly check: (at: string) => string | undefined;
  /** What is wrong with the options of a configuration; every model's README lists them. */
  readonly checkOptions: (options: unknown) => readonly OptionFault[];
  /** Throws when `check` or `checkOptions` has something to say. */
  readonly create: (at: string, clock: Clock, given?: Given) => DeviceOf[R];
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

type ByteModel<R extends Role, O> = {
  readonly name: string;
  readonly role: R;
  readonly transports: readonly AddressKind[];
  readonly usb?: readonly UsbId[];
  readonly redact: Redact;
  readonly serial?: AddressDefaults['serial'];
  readonly usagePage?: number;
  /** The framing that a `hid:` address must name; absent: the model reads reports as they come. */
  readonly hidFraming?: HidFraming;
  readonly options: OptionSchema<O>;
  readonly create: (transport: ByteTransport, clock: Clock, options?: O) => DeviceOf[R];
};

/** What is wrong with the framing that a `hid:` address names. */
const wrongFraming = (at: string, given: HidFraming | undefined, wanted: HidFraming | undefined) => {
  if (given === wanted) return undefined;
  return wanted === undefined
    ? `"${at}": its reports are taken as they come: leave framing out`
    : `"${at}": say how its reports carry bytes: ?framing=${wanted}`;
};

const overBytes = <R extends Role, O>(model: ByteModel<R, O>): Driver<R> => {
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
    checkOptions: (options) => optionFaults(model.options, options),
    create: (at, clock, { options } = {}) =>
      model.create(transportFor(at, defaults), clock, model.options.parse(options ?? {})),
    bytes: {
      transports: model.transports,
      open: (at) => transportFor(at, defaults),
      over: (transport, clock) => model.create(transport, clock),
      redact: model.redact,
    },
    ...(model.usb === undefined ? {} : { usb: model.usb }),
  };
};

type AddressModel<R extends Role, O> = {
  readonly options: OptionSchema<O>;
  readonly create: (at: string, clock: Clock, options?: O, owner?: string) => DeviceOf[R];
};

/** Of models that find their device by themselves. */
const configured = <R extends Role, O>(
  model: AddressModel<R, O>,
): Pick<Driver<R>, 'checkOptions' | 'create'> => ({
  checkOptions: (options) => optionFaults(model.options, options),
  create: (at, clock, { options, owner } = {}) =>
    model.create(at, clock, model.options.parse(options ?? {}), owner),
});

export const drivers = [
  overBytes<'idReader', SamOptions>(samModel),
  overBytes<'ticketPrinter', EscposSettings>(escposModel),
  {
    name: ippModel.name,
    role: ippModel.role,
    addresses: ['ipp://host:631/ipp/print', 'ipps://…', 'http://…'],
    check: (at) => {
      const parsed = ippModel.parseAddress(at);
      return parsed.ok ? undefined : parsed.error;
    },
    ...configured<'documentPrinter', IppOptions>(ippModel),
  } satisfies Driver<'documentPrinter'>,
  {
    name: cupsLpModel.name,
    role: cupsLpModel.role,
    addresses: ['cups:office'],
    check: (at) => {
      const parsed = cupsLpModel.parseAddress(at);
      return parsed.ok ? undefined : parsed.error;
    },
    ...configured<'documentPrinter', Pick<CupsOptions, 'timing'>>(cupsLpModel),
  } satisfies Driver<'documentPrinter'>,
  {
    name: esclModel.name,
    role: esclModel.role,
    addresses: ['http://host/eSCL', 'https://host/eSCL?fingerprint=…'],
    check: (at) => {
      const parsed = esclModel.parseAddress(at);
      return parsed.ok ? undefined : parsed.error;
    },
    ...configured<'scanner', EsclOptions>(esclModel),
  } satisfies Driver<'scanner'>,
  {
    name: saneModel.name,
    role: saneModel.role,
    addresses: ['test:0', 'airscan:e0:Office'],
    check: (at) =>
      /^[^\s]+:[^\s]*$/.test(at)
        ? undefined
        : `"${at}": must be a name that scanimage -L prints, e.g. test:0`,
    ...configured<'scanner', Pick<SaneOptions, 'timing'>>(saneModel),
  } satisfies Driver<'scanner'>,
  {
    name: cameraModel.name,
    role: cameraModel.role,
    addresses: ['camera:', 'camera:HD Document'],
    check: cameraModel.check,
    checkOptions: (options) => optionFaults(cameraModel.options, options),
    create: (at, clock, { ports, options } = {}) =>
      cameraModel.create(at, clock, ports?.cameras, cameraModel.options.parse(options ?? {})),
  } satisfies Driver<'scanner'>,
  overBytes<'codeScanner', HidPosSettings>(hidPosModel),
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
