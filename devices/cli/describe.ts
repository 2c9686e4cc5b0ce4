import type { Device, DeviceStatus } from '../device.ts';
import type { DeviceOf } from '../registry.ts';

export const statusLines = ({ link, conditions, detail }: DeviceStatus): readonly string[] => [
  `link: ${link}${detail === undefined ? '' : ` (${detail})`}`,
  ...conditions.map(
    ({ code, severity, detail: own }) => `${severity}: ${code}${own === undefined ? '' : ` (${own})`}`,
  ),
];

type AnyDevice = DeviceOf[keyof DeviceOf];

/** What this kind of device can tell beyond its status. Nothing personal: no card, no code, no page. */
export const capabilityLines = (device: Device): readonly string[] => {
  const known = device as AnyDevice;
  if (known.role === 'idReader')
    return [`presence: ${known.presence()}`, `SAM number: ${known.samNumber() ?? 'not told'}`];
  if (known.role !== 'scanner') return [];
  const can = known.capabilities();
  return can === undefined
    ? []
    : [
        `sources: ${can.sources.join(', ')}`,
        `resolutions: ${can.resolutions.join(', ')} dpi`,
        `colours: ${can.colours.join(', ')}`,
      ];
};
