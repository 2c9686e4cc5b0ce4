import type { Device, Unsubscribe } from '../device.ts';

export type ScannedCode = {
  readonly text: string;
  /** AIM symbology identifier, e.g. `]Q1`, where the device tells. */
  readonly symbology?: string;
};

export interface CodeScanner extends Device {
  readonly role: 'codeScanner';
  onCode(listener: (code: ScannedCode) => void): Unsubscribe;
}
