import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrowserWindow, Menu, type MessagePortMain, type Session, session } from 'electron';
import {
  fileBehind,
  headersOf,
  isBlockedKey,
  mayLoad,
  mayNavigate,
  mayUse,
  PAGE,
  PORT_CHANNEL,
  SCHEME,
  webPreferences,
  windowShape,
} from './policy.ts';

export type KioskWindow = {
  /** Hands the page a port, in place of the one before. False while no page is loaded. */
  readonly give: (port: MessagePortMain) => boolean;
  readonly close: () => void;
};

export type WindowParts = {
  readonly packaged: boolean;
  readonly rendererDir: string;
  readonly preload: string;
  /** The page is there, or there again: it has no port. */
  readonly onLoaded: () => void;
  /** A developer has closed it. */
  readonly onClosed: () => void;
};

/** A page that falls again and again is loaded less and less often. */
const RELOAD_MS = [0, 1_000, 5_000, 10_000] as const;

const lock = (own: Session, packaged: boolean, rendererDir: string): void => {
  own.protocol.handle(SCHEME, async ({ url, method }) => {
    const file = method === 'GET' ? fileBehind(url) : undefined;
    const missing = (): Response =>
      new Response('not found', { status: 404, headers: headersOf('none.txt') });
    if (file === undefined) return missing();
    try {
      const bytes = await readFile(join(rendererDir, file));
      return new Response(new Uint8Array(bytes), { headers: headersOf(file) });
    } catch {
      return missing();
    }
  });
  own.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const { requestingUrl: origin, isMainFrame } = details;
    const asked = mayNavigate(origin) ? PAGE : origin;
    answer(mayUse({ permission, origin: asked, isMainFrame, mediaTypes }));
  });
  own.setPermissionCheckHandler((_contents, permission, origin, { isMainFrame, mediaType }) =>
    mayUse({ permission, origin, isMainFrame, mediaTypes: mediaType === undefined ? [] : [mediaType] }),
  );
  own.setDevicePermissionHandler(() => false);
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayLoad(url, packaged) }));
  own.on('will-download', (event) => event.preventDefault());
};

/** The one window: locked to the one page, loaded again whenever the page falls. */
export const openKioskWindow = (parts: WindowParts): KioskWindow => {
  const { packaged } = parts;
  Menu.setApplicationMenu(null);
  // In memory only: no cache, no cookie, nothing of a visit on the disk.
  const own = session.fromPartition('kiosk', { cache: false });
  lock(own, packaged, parts.rendererDir);
  const window = new BrowserWindow({
    ...windowShape(packaged),
    show: false,
    backgroundColor: '#ffffff',
    title: '政务服务自助终端',
    webPreferences: { ...webPreferences(parts.preload, packaged), session: own },
  });
  const { webContents } = window;
  let loaded = false;
  let falls = 0;
  let closing = false;

  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.on('will-frame-navigate', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  webContents.on('will-redirect', (event) => {
    if (!mayNavigate(event.url)) event.preventDefault();
  });
  webContents.on('before-input-event', (event, { type, key, control, alt, meta, shift }) => {
    if (isBlockedKey({ key, control, alt, meta, shift }, packaged)) event.preventDefault();
    else if (!packaged && type === 'keyDown' && key === 'F12') webContents.toggleDevTools();
  });

  const load = (): void => {
    if (!window.isDestroyed()) void window.loadURL(PAGE).catch(() => undefined);
  };
  const loadAgain = (why: string): void => {
    loaded = false;
    if (closing) return;
    const pause = RELOAD_MS[Math.min(falls, RELOAD_MS.length - 1)] ?? 10_000;
    falls += 1;
    process.stderr.write(`the page is gone (${why}); loading it again in ${pause} ms\n`);
    setTimeout(load, pause);
  };
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) loaded = false;
  });
  webContents.on('did-finish-load', () => {
    loaded = true;
    void webContents.setVisualZoomLevelLimits(1, 1);
    parts.onLoaded();
  });
  webContents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    // -3: given up because another load has begun.
    if (isMainFrame && code !== -3) loadAgain(`load ${code}`);
  });
  webContents.on('render-process-gone', (_event, { reason }) => loadAgain(reason));
  // A page that hangs can't be asked; it can be ended, and then it is gone like any other.
  webContents.on('unresponsive', () => webContents.forcefullyCrashRenderer());
  window.once('ready-to-show', () => window.show());
  window.on('close', (event) => {
    if (packaged && !closing) event.preventDefault();
  });
  window.on('closed', parts.onClosed);
  load();

  return {
    give: (port) => {
      if (!loaded || window.isDestroyed()) return false;
      webContents.postMessage(PORT_CHANNEL, null, [port]);
      return true;
    },
    close: () => {
      closing = true;
      if (!window.isDestroyed()) window.destroy();
    },
  };
};
