/** udev rules out of the models: who may open what, and under which name it stays. Pure. */
import type { UsbId } from '../protocol/usb-id.ts';
import { type Driver, everyDriver } from '../registry.ts';

const hex = (id: number): string => id.toString(16).padStart(4, '0');

const speaks = (driver: Driver, transport: string): boolean =>
  driver.bytes?.transports.some((kind) => kind === transport) ?? false;

const rule = (...parts: readonly string[]): string => parts.join(', ');

const hidRule = ({ vendorId, productId }: UsbId): string =>
  rule(
    'KERNEL=="hidraw*"',
    'SUBSYSTEM=="hidraw"',
    `ATTRS{idVendor}=="${hex(vendorId)}"`,
    ...(productId === undefined ? [] : [`ATTRS{idProduct}=="${hex(productId)}"`]),
    'MODE="0660"',
    'GROUP="plugdev"',
    'TAG+="uaccess"',
  );

const names = (drivers: readonly Driver[]): string =>
  drivers.map(({ name, role }) => `${name} (${role})`).join(', ');

const serialRules = (drivers: readonly Driver[]): readonly string[] => [
  `# Serial ports, of ${names(drivers)}.`,
  '# udev itself keeps /dev/serial/by-id/*: that is the name to configure, it stays the same whichever socket the converter is in.',
  '# Two converters without a serial number: take /dev/serial/by-path/* instead.',
  '# ModemManager would send modem commands to a card reader.',
  rule(
    'SUBSYSTEM=="tty"',
    'SUBSYSTEMS=="usb"',
    'MODE="0660"',
    'GROUP="dialout"',
    'ENV{ID_MM_PORT_IGNORE}="1"',
  ),
];

const hidRules = (drivers: readonly Driver[]): readonly string[] => [
  `# HID devices, of ${names(drivers)}: read through hidraw, so that no key press reaches the screen.`,
  ...drivers.flatMap(({ usb = [] }) =>
    usb.filter(({ instead }) => instead === undefined).flatMap((id) => [`# ${id.name}`, hidRule(id)]),
  ),
];

const printerRules = (drivers: readonly Driver[]): readonly string[] => [
  `# Printers behind the kernel's usblp, of ${names(drivers)}: /dev/usb/lp0.`,
  '# Never make a CUPS queue of such a printer: its usb backend takes the device away from usblp, and /dev/usb/lp0 is gone.',
  '# For the same reason cups-browsed and ipp-usb have no place on a kiosk.',
  rule('SUBSYSTEM=="usbmisc"', 'KERNEL=="lp*"', 'MODE="0660"', 'GROUP="lp"'),
];

/** The whole of `deploy/udev/70-kiosk-devices.rules`; before 73, where `uaccess` is acted upon. */
export const udevRules = (drivers: readonly Driver[] = everyDriver): string => {
  const over = (transport: string): readonly Driver[] =>
    drivers.filter((driver) => speaks(driver, transport));
  const sections = [
    [
      '# Made from the models by: npm run devices -- udev',
      '# The kiosk’s user is a member of dialout, plugdev and lp.',
    ],
    serialRules(over('serial')),
    hidRules(over('hid')),
    printerRules(over('file')),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
};
