import { contentSecurityPolicy } from '../contract/content-security-policy.ts';

/** What the window may do. Pure: everything here is a question with an answer, and each is tested without a window. */

export const SCHEME = 'app';
export const ORIGIN = 'app://kiosk';
/** The only page there is. */
export const PAGE = `${ORIGIN}/`;

/** Messages from the shell to the page's preload; there are none the other way. */
export const PORT_CHANNEL = 'kiosk-port';

const parsed = (url: string): URL | undefined => (URL.canParse(url) ? new URL(url) : undefined);

const isOwn = (url: URL): boolean => url.protocol === `${SCHEME}:` && url.host === 'kiosk';

/** To the page itself and nowhere else: not to other sites, not to other files of our own. */
export const mayNavigate = (url: string): boolean => {
  const wanted = parsed(url);
  return (
    wanted !== undefined &&
    isOwn(wanted) &&
    (wanted.pathname === '/' || wanted.pathname === '') &&
    wanted.search === ''
  );
};

/** Bytes may come from our own files and from what the page itself has made. */
export const mayLoad = (url: string, packaged: boolean): boolean => {
  const wanted = parsed(url);
  if (wanted === undefined) return false;
  if (wanted.protocol === 'devtools:') return !packaged;
  return isOwn(wanted) || wanted.protocol === 'data:' || url.startsWith(`blob:${ORIGIN}/`);
};

export type PermissionQuestion = {
  /** Chromium's name for it. */
  readonly permission: string;
  /** Where the page that asks comes from; Chromium writes origins with and without the last slash. */
  readonly origin: string;
  readonly isMainFrame: boolean;
  readonly mediaTypes: readonly string[];
};

/** The document camera's picture for our own page. No sound, no place, no clipboard, no USB, nothing else. */
export const mayUse = ({ permission, origin, isMainFrame, mediaTypes }: PermissionQuestion): boolean =>
  permission === 'media' &&
  isMainFrame &&
  (origin === ORIGIN || origin === PAGE) &&
  mediaTypes.length > 0 &&
  mediaTypes.every((type) => type === 'video');

export type KeyPress = {
  /** `KeyboardEvent.key` */
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
};

/** With Control only what edits the field that has the focus. No clipboard: it would outlive the visit. */
const editing = new Set(['a', 'backspace', 'delete', 'arrowleft', 'arrowright', 'home', 'end']);
const never = new Set([
  'insert',
  'contextmenu',
  'printscreen',
  'copy',
  'cut',
  'paste',
  'help',
  'find',
  'open',
  'print',
  'save',
  'close',
  'new',
  'zoomin',
  'zoomout',
  'power',
  'sleep',
]);
/** Browser's and starter's keys of plugged-in keyboards come as whole families. */
const families = /^(f\d{1,2}|browser.+|launch.+|media.+|audiovolume.+|microphone.+)$/;

/** Keys that would lead out of the kiosk, or carry one citizen's text to the next. */
export const isBlockedKey = ({ key, control, alt, meta, shift }: KeyPress, packaged: boolean): boolean => {
  const name = key.toLowerCase();
  if (!packaged && (name === 'f12' || (control && name === 'r') || (control && shift && name === 'i')))
    return false;
  if (meta || alt || never.has(name) || families.test(name)) return true;
  if (!control) return false;
  // A modifier alone is the beginning of either kind.
  return !editing.has(name) && name !== 'control' && name !== 'shift';
};

/** A page without Node, in the sandbox, that leaves nothing on the disk and fetches no dictionaries. */
export const webPreferences = (preload: string, packaged: boolean) =>
  ({
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    disableDialogs: true,
    spellcheck: false,
    devTools: !packaged,
    /** A warning must sound though nobody has touched the screen since. */
    autoplayPolicy: 'no-user-gesture-required',
    /** A countdown runs on behind whatever covers the window. */
    backgroundThrottling: false,
    /** At a desk half of the portrait screen is enough. */
    zoomFactor: packaged ? 1 : 0.5,
  }) as const;

/** The whole screen in a hall; at a developer's desk a window of the same shape. */
export const windowShape = (packaged: boolean) =>
  packaged
    ? ({
        kiosk: true,
        fullscreen: true,
        frame: false,
        resizable: false,
        movable: false,
        minimizable: false,
        closable: false,
        autoHideMenuBar: true,
        alwaysOnTop: true,
      } as const)
    : ({ useContentSize: true, width: 540, height: 960, autoHideMenuBar: true } as const);

/** Switches of Chromium: no background traffic, no gestures that lead back or make the page larger. */
export const switches: readonly (readonly [name: string, value?: string])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-pinch'],
  ['overscroll-history-navigation', '0'],
  ['disable-breakpad'],
];

const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  woff2: 'font/woff2',
  woff: 'font/woff',
  ttf: 'font/ttf',
  mp3: 'audio/mpeg',
  ogg: 'audio/ogg',
  wav: 'audio/wav',
  wasm: 'application/wasm',
};

/** The built renderer's file behind an address: slashes, relative, never out of the folder; nothing for all else. */
export const fileBehind = (url: string): string | undefined => {
  const wanted = parsed(url);
  if (wanted === undefined || !isOwn(wanted)) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(wanted.pathname).slice(1);
  } catch {
    return undefined;
  }
  if (path === '') return 'index.html';
  const odd = path.includes('\\') || path.includes('\0');
  return odd || path.split('/').some((part) => part === '' || part.startsWith('.')) ? undefined : path;
};

/** Headers of a file of the renderer, by its name. */
export const headersOf = (file: string): Record<string, string> => ({
  'content-type': mediaTypes[file.slice(file.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
  'content-security-policy': contentSecurityPolicy(),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
});
