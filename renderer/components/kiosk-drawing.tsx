import type { Slot } from './device-picture.tsx';

type Box = { x: number; y: number; width: number; height: number };

/** Where each slot is on the front of this kiosk, in the drawing's units. */
const places: Record<Slot, Box> = {
  'scanner-feeder': { x: 62, y: 8, width: 116, height: 26 },
  reader: { x: 136, y: 262, width: 52, height: 36 },
  'code-scanner': { x: 116, y: 244, width: 16, height: 12 },
  'ticket-slot': { x: 52, y: 270, width: 60, height: 14 },
  'scanner-glass': { x: 46, y: 320, width: 148, height: 24 },
  'paper-tray': { x: 60, y: 374, width: 120, height: 22 },
};

const screenLines = [86, 116, 146];

/** The whole kiosk, small: all slots faint, the one in question lit. */
export const KioskDrawing = ({ slot }: { slot: Slot }) => (
  <svg className="device__kiosk" viewBox="0 0 240 440" aria-hidden="true">
    <path className="d-body" d="M34 40a14 14 0 0 1 14-14h144a14 14 0 0 1 14 14v364H34z" />
    <path className="d-foot" d="M22 404h196a8 8 0 0 1 8 8v18H14v-18a8 8 0 0 1 8-8z" />
    <rect className="d-screen" x="50" y="48" width="140" height="186" rx="8" />
    {screenLines.map((y) => (
      <rect key={y} className="d-screen-line" x="66" y={y} width={y === 86 ? 72 : 108} height="14" rx="7" />
    ))}
    <path className="d-desk" d="M26 246h188l10 62H16z" />
    {Object.entries(places).map(([name, box]) => (
      <rect key={name} className="d-slot" data-lit={name === slot} {...box} rx="7" />
    ))}
    <Ring {...places[slot]} />
  </svg>
);

const Ring = ({ x, y, width, height }: Box) => (
  <rect className="d-ring" x={x - 12} y={y - 12} width={width + 24} height={height + 24} rx="18" />
);
