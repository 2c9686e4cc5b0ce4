import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { sha256Hex } from '../../store/crypto.ts';

/** Where a machine says who it is: the board's own number first, then the installation's, then its name. */
const SOURCES = [
  '/sys/class/dmi/id/product_uuid',
  '/proc/device-tree/serial-number',
  '/etc/machine-id',
] as const;

const textIn = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').replaceAll('\0', '').trim();
  } catch {
    return '';
  }
};

/**
 * The same at every call on this machine: 32 hex digits. A hash, as machine-id(5) asks that the number itself is
 * not shown to a network.
 */
export const hardwareId = (
  read: (path: string) => string = textIn,
  name: () => string = hostname,
): string => {
  const known = SOURCES.map(read).find((text) => text !== '') ?? name();
  return sha256Hex(`hall-kiosk hardware v1\n${known}`).slice(0, 32);
};
