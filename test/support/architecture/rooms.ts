/** Who may import whom, as a table. The first room whose `files` match is a file's room. */
export type Room = {
  readonly files: RegExp;
  /** Paths from the root, `node:…` or `npm:…`; everything else is forbidden. */
  readonly may: readonly RegExp[];
  /** Imports that are gone after compiling may lead here too. */
  readonly mayTypes?: readonly RegExp[];
  /** Neither clock nor chance nor process. */
  readonly pure?: true;
  readonly rule: string;
};

const contract = /^electron\/contract\//;
const node = /^node:/;
const locales = /^locales\//;
/** Folders whose files are values and functions over them. */
const pureCore =
  /^electron\/core\/(session\/(?!runner)|journeys\/|catalog\/|slips\/|staff\/|sync\/retry-policy\.ts)/;
const deviceWords = /^devices\/(device\.ts|classes\/)/;
const transportTypes = /^devices\/transports\/transport\.ts$/;

/** A model's room is its own folder; every model has the same rights. */
const modelRoom = (model: string): Room => ({
  files: new RegExp(`^devices/models/${model}/`),
  may: [
    new RegExp(`^devices/models/${model}/`),
    deviceWords,
    /^devices\/protocol\//,
    transportTypes,
    node,
    /^npm:(iconv-lite|sharp|pdf-lib)$/,
  ],
  rule: 'a model imports device, classes, protocol, transport types and itself: no other model, no native transport',
});

const transportRoom = (file: string, library: string): Room => ({
  files: new RegExp(`^devices/transports/${file}\\.ts$`),
  may: [/^devices\/(transports|protocol)\//, deviceWords, node, new RegExp(`^npm:${library}$`)],
  rule: `the ${file} transport is the only file that imports ${library}, and imports no other native library`,
});

/** `models`: the folders of devices/models, since each is a room of its own. */
export const roomsFor = (models: readonly string[]): readonly Room[] => [
  { files: contract, may: [contract, /^npm:zod$/], rule: 'the contract imports zod only' },
  {
    files: /^electron\/main\/(policy|core-restart)\.ts$/,
    may: [contract],
    pure: true,
    rule: 'what the window may do, and what follows the end of the core, is pure: contract only',
  },
  {
    files: /^electron\/main\//,
    may: [/^electron\/main\//, contract, /^npm:electron$/, node],
    rule: 'the shell imports electron and the contract',
  },
  {
    files: /^electron\/preload\//,
    may: [/^npm:electron$/],
    mayTypes: [contract],
    rule: 'the preload imports electron, and types of the contract',
  },
  {
    files: /^electron\/web\//,
    may: [/^electron\/web\//, contract, /^npm:ws$/, node],
    rule: 'the web shell imports the contract, ws and node; never main, never core',
  },
  {
    files: /^electron\/[^/]+\.ts$/,
    may: [/^electron\/[^/]+\.ts$/, /^electron\/web\//, contract, /^npm:vite$/, node],
    rule: 'start, build and demo import each other, the web shell and vite; shells and cores are started, not imported',
  },
  {
    files: pureCore,
    may: [pureCore, contract, deviceWords, locales, /^npm:zod$/],
    pure: true,
    rule: 'session, journeys, catalog, slips, staff and retry-policy are pure: contract, device words, locales, each other',
  },
  {
    files: /^electron\/core\/session\/runner\.ts$/,
    may: [pureCore, contract, deviceWords, /^electron\/core\/performers\//],
    mayTypes: [transportTypes, /^npm:pino$/],
    rule: 'the runner is the rim of the session: it imports the performers and nothing else that acts',
  },
  {
    files: /^electron\/core\/devices\.ts$/,
    may: [/^electron\/core\//, /^devices\/(registry\.ts|supervisor\.ts|simulated\/index\.ts)$/, deviceWords],
    mayTypes: [/^devices\/simulated\//, transportTypes, /^npm:pino$/],
    rule: 'the one place that picks real or simulated devices imports registry, supervisor and the simulated ones',
  },
  {
    files: /^electron\/core\//,
    may: [
      /^electron\/core\//,
      contract,
      /^devices\/(?!models\/|simulated\/|transports\/(?!transport|address))/,
      locales,
      /^package\.json$/,
      node,
      /^npm:(better-sqlite3|birpc|pdf-lib|pdfkit|pino|qrcode|sharp|undici|zod)$/,
    ],
    mayTypes: [/^devices\/simulated\/simulated\.ts$/],
    rule: 'the core imports contract, devices (through registry and classes) and locales; never electron, never a model',
  },
  {
    files: /^renderer\//,
    may: [
      /^renderer\//,
      contract,
      locales,
      /^npm:(react|react-dom|react-aria-components|react-i18next|i18next|birpc|zod|pinyin-pro|pdfjs-dist|@fontsource.*)$/,
    ],
    rule: 'the renderer imports contract, locales and what draws: nothing of node, core or devices',
  },
  ...models.map(modelRoom),
  transportRoom('serial', 'serialport'),
  transportRoom('hid', 'node-hid'),
  {
    files: /^devices\/transports\//,
    may: [/^devices\/(transports|protocol)\//, deviceWords, node],
    rule: 'transports import what moves bytes and no model; native libraries only in serial and hid',
  },
  {
    files: deviceWords,
    may: [deviceWords],
    rule: 'device and classes are words: they import each other only',
  },
  {
    files: /^devices\/protocol\//,
    may: [/^devices\/protocol\//, deviceWords, transportTypes, node, /^npm:(pdf-lib|sharp|zod)$/],
    rule: 'protocol imports device words and transport types: no model, no real transport',
  },
  {
    files: /^devices\/(registry\.ts|simulated\/|cli\b)/,
    may: [/^devices\//, node, /^npm:sharp$/],
    rule: 'registry, simulated devices and the command line join models and transports: devices only',
  },
  {
    files: /^devices\//,
    may: [/^devices\/(?!models\/)/, node],
    rule: 'only the registry and simulated devices know models',
  },
  {
    files: /^deploy\//,
    may: [
      /^deploy\//,
      /^electron\/build\.ts$/,
      /^devices\/registry\.ts$/,
      /^package\.json$/,
      node,
      /^npm:(electron-builder|@electron\/fuses)$/,
    ],
    rule: 'deployment imports the build and the packager',
  },
  { files: /^test\//, may: [/./], rule: 'tests may look at everything' },
];

export type Exception = { readonly from: RegExp; readonly to: RegExp; readonly because: string };

/** Every import that breaks a rule and may; a line that no import needs any more is a fault too. */
export const exceptions: readonly Exception[] = [
  {
    from: /^electron\/core\/(catalog\/validate|journeys\/typed)\.ts$/,
    to: /^devices\/models\/sam\/gb11643\.ts$/,
    because:
      'the check digit of a citizen number is arithmetic (GB 11643), the same typed and read from a card',
  },
];

/** Longest source file. */
export const MOST_LINES = 300;

/** Longer files that are one list, and how long each may become. */
export const longer: Readonly<Record<string, { readonly lines: number; readonly because: string }>> = {};

/** Top folders between which no circle may run. */
export const topFolderOf = (path: string): string | undefined => {
  if (/^(renderer|devices|locales|deploy)\//.test(path)) return path.split('/')[0];
  const inside = /^electron\/([^/]+)\//.exec(path)?.[1];
  if (inside !== undefined) return `electron/${inside}`;
  return path.startsWith('electron/') ? 'electron' : undefined;
};
