import { ipcRenderer } from 'electron';

/** Hands the page one port, and never grows. */
declare const window: {
  postMessage(message: unknown, targetOrigin: string, transfer: readonly unknown[]): void;
};

ipcRenderer.on('kiosk-port', ({ ports }) => window.postMessage({ kind: 'kiosk-port' }, '/', ports));
