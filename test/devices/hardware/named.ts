import type { Role } from '../../../devices/device.ts';
import { type Driver, everyDriver } from '../../../devices/registry.ts';

/** A real device that the flag names. */
export type Named = { readonly role: Role; readonly driver: Driver; readonly at: string };

export type ParsedHardware =
  | { readonly ok: true; readonly named: readonly Named[] }
  /** One English clause that says what is wrong with the flag. */
  | { readonly ok: false; readonly why: string };

const wrong = (why: string): ParsedHardware => ({ ok: false, why });

/** `role=driver@address`, several with `;` between them. Nothing, or blanks, names no hardware. */
export const parseHardware = (flag: string | undefined): ParsedHardware => {
  const entries = (flag ?? '')
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const named: Named[] = [];
  for (const entry of entries) {
    const [, role, name, at] = /^(\w+)=([\w-]+)@(.+)$/.exec(entry) ?? [];
    if (role === undefined || at === undefined)
      return wrong(`"${entry}": must be role=driver@address, e.g. idReader=sam@serial:/dev/ttyUSB0`);
    const driver = everyDriver.find((one) => one.role === role && one.name === name);
    if (driver === undefined) return wrong(`"${entry}": there is no driver "${name}" for ${role}`);
    if (name === 'camera') return wrong(`"${entry}": the camera needs the kiosk's own page`);
    const fault = driver.check(at);
    if (fault !== undefined) return wrong(fault);
    if (named.some((other) => other.role === role)) return wrong(`${role} is named twice`);
    named.push({ role: driver.role, driver, at });
  }
  return { ok: true, named };
};
