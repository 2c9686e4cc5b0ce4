import { describe, expect, it } from 'vitest';
import {
  fileBehind,
  headersOf,
  isBlockedKey,
  type KeyPress,
  mayLoad,
  mayNavigate,
  mayUse,
  ORIGIN,
  PAGE,
  webPreferences,
  windowShape,
} from '../../electron/main/policy.ts';

describe('where the window may go', () => {
  it('shows the one page and its places', () => {
    expect(mayNavigate(PAGE)).toBe(true);
    expect(mayNavigate('app://kiosk')).toBe(true);
    expect(mayNavigate('app://kiosk/#anywhere')).toBe(true);
  });
  it.each([
    'https://example.com/',
    'http://127.0.0.1:4747/',
    'file:///etc/passwd',
    'app://other/',
    'app://kiosk.example/',
    'app://kiosk/assets/index.js',
    'app://kiosk/?q=1',
    'javascript:alert(1)',
    'data:text/html,hello',
    'blob:app://kiosk/1',
    'devtools://devtools/bundled/inspector.html',
    'about:blank',
    '',
  ])('never goes to "%s"', (url) => expect(mayNavigate(url)).toBe(false));
});

describe('what the page may load', () => {
  it.each(['app://kiosk/assets/a.js', 'blob:app://kiosk/0f', 'data:image/png;base64,AA'])('loads %s', (url) =>
    expect(mayLoad(url, true)).toBe(true),
  );
  it.each([
    'https://example.com/a.js',
    'ws://127.0.0.1:1/',
    'blob:https://example.com/0f',
    'file:///etc/passwd',
    'app://other/a.js',
  ])('loads nothing from %s', (url) => expect(mayLoad(url, true)).toBe(false));
  it('opens the developer tools at a desk only', () => {
    expect(mayLoad('devtools://devtools/bundled/a.js', false)).toBe(true);
    expect(mayLoad('devtools://devtools/bundled/a.js', true)).toBe(false);
  });
});

describe('what the page may use', () => {
  const camera = { permission: 'media', origin: ORIGIN, isMainFrame: true, mediaTypes: ['video'] };
  it('may see through the document camera', () => {
    expect(mayUse(camera)).toBe(true);
    expect(mayUse({ ...camera, origin: PAGE })).toBe(true);
  });
  it('may not listen', () => {
    expect(mayUse({ ...camera, mediaTypes: ['audio'] })).toBe(false);
    expect(mayUse({ ...camera, mediaTypes: ['video', 'audio'] })).toBe(false);
  });
  it('gives no camera to a request that does not say what it wants', () =>
    expect(mayUse({ ...camera, mediaTypes: [] })).toBe(false));
  it('gives no camera to a frame or to another page', () => {
    expect(mayUse({ ...camera, isMainFrame: false })).toBe(false);
    expect(mayUse({ ...camera, origin: 'https://example.com' })).toBe(false);
    expect(mayUse({ ...camera, origin: 'app://kiosk.example' })).toBe(false);
  });
  it.each([
    'clipboard-read',
    'geolocation',
    'hid',
    'serial',
    'usb',
    'notifications',
    'display-capture',
    'fullscreen',
    'openExternal',
    'unknown',
  ])('refuses %s', (permission) => expect(mayUse({ ...camera, permission })).toBe(false));
});

describe('which keys reach the page', () => {
  const press = (key: string, ...held: ('control' | 'alt' | 'meta' | 'shift')[]): KeyPress => ({
    key,
    control: held.includes('control'),
    alt: held.includes('alt'),
    meta: held.includes('meta'),
    shift: held.includes('shift'),
  });
  it.each(['a', 'Z', '7', '王', 'Enter', 'Escape', 'Tab', 'Backspace', 'ArrowLeft', ' ', 'Home', 'End'])(
    'lets "%s" through',
    (key) => expect(isBlockedKey(press(key), true)).toBe(false),
  );
  it('lets a field be selected and edited', () => {
    expect(isBlockedKey(press('a', 'control'), true)).toBe(false);
    expect(isBlockedKey(press('Control', 'control'), true)).toBe(false);
    expect(isBlockedKey(press('ArrowLeft', 'control', 'shift'), true)).toBe(false);
  });
  it.each(['c', 'x', 'v', 'C', 'V'])(
    'keeps text from the clipboard, where the next citizen would find it: Control+%s',
    (key) => expect(isBlockedKey(press(key, 'control'), true)).toBe(true),
  );
  it('keeps text from the clipboard by the old keys too', () => {
    expect(isBlockedKey(press('Insert', 'shift'), true)).toBe(true);
    expect(isBlockedKey(press('Paste'), true)).toBe(true);
  });
  it.each([
    press('F5'),
    press('F11'),
    press('F12'),
    press('r', 'control'),
    press('w', 'control'),
    press('p', 'control'),
    press('+', 'control'),
    press('0', 'control'),
    press('i', 'control', 'shift'),
    press('Tab', 'alt'),
    press('F4', 'alt'),
    press('ArrowLeft', 'alt'),
    press('d', 'meta'),
    press('Meta', 'meta'),
    press('BrowserBack'),
    press('LaunchMail'),
    press('ContextMenu'),
  ])('has no key that leads out of a packaged kiosk: $key', (key) =>
    expect(isBlockedKey(key, true)).toBe(true),
  );
  it('leaves a developer the tools and the reload, and no more', () => {
    expect(isBlockedKey(press('F12'), false)).toBe(false);
    expect(isBlockedKey(press('r', 'control'), false)).toBe(false);
    expect(isBlockedKey(press('w', 'control'), false)).toBe(true);
  });
});

describe('how the window is made', () => {
  it('keeps the page in the sandbox, away from Node, without developer tools when packaged', () => {
    expect(webPreferences('p.cjs', true)).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      devTools: false,
      spellcheck: false,
    });
  });
  it('covers the screen in a hall and not at a desk', () => {
    expect(windowShape(true)).toMatchObject({ kiosk: true, fullscreen: true, frame: false, closable: false });
    expect(windowShape(false)).not.toHaveProperty('kiosk');
  });
});

describe('which files there are', () => {
  it('answers with files of the built page', () => {
    expect(fileBehind(PAGE)).toBe('index.html');
    expect(fileBehind('app://kiosk/assets/index-1a2b3c4d.js')).toBe('assets/index-1a2b3c4d.js');
    expect(fileBehind('app://kiosk/assets/a%20b.woff2?x#y')).toBe('assets/a b.woff2');
  });
  it.each([
    'app://kiosk/..%2f..%2fetc/passwd',
    'app://kiosk/%2fetc/passwd',
    'app://kiosk//etc/passwd',
    'app://kiosk/a%5c..%5cb',
    'app://kiosk/a%00.js',
    'app://kiosk/%',
    'app://kiosk/.env',
    'app://other/index.html',
    'https://kiosk/index.html',
  ])('has nothing behind %s', (url) => expect(fileBehind(url)).toBeUndefined());
  it('never leaves its folder, however often an address goes up', () =>
    expect(fileBehind('app://kiosk/%2e%2e/../electron/core.js')).toBe('electron/core.js'));
  it('sends every file, found or not, under the strict policy', () => {
    for (const file of ['index.html', 'assets/a.js', 'none.txt']) {
      const policy = headersOf(file)['content-security-policy'] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("connect-src 'self';");
      expect(policy).not.toMatch(/unsafe|\*|https?:|ws:/);
    }
  });
  it('says what a file is, so that a module runs under nosniff', () => {
    expect(headersOf('a.js')['content-type']).toContain('text/javascript');
    expect(headersOf('a.mjs')['content-type']).toContain('text/javascript');
    expect(headersOf('a.odd')['content-type']).toBe('application/octet-stream');
  });
});
