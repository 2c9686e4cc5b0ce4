import type { ReactNode } from 'react';
import type { Slot } from './device-picture.tsx';

/** Close-ups of the slots, 600 × 440. Classes `d-move-*` carry the hand's movement (pictures.css). */

const Hand = ({ x, y }: { x: number; y: number }) => (
  <g className="d-hand" transform={`translate(${x} ${y})`}>
    <path d="M0 0c14-10 30-6 38 6l34 44c12 16 10 38-4 54l-34 38-86-60 18-26-8-40c-2-12 14-18 20-8z" />
    <path className="d-hand-line" d="M12 34 0 8M42 62 22 34M58 50 38 6" />
  </g>
);

const Card = () => (
  <g>
    <rect className="d-paper" width="196" height="124" rx="14" />
    <rect className="d-fill" x="128" y="22" width="46" height="58" rx="8" />
    <rect className="d-fill" x="20" y="26" width="62" height="10" rx="5" />
    <rect className="d-fill" x="20" y="48" width="84" height="10" rx="5" />
    <rect className="d-fill" x="20" y="70" width="74" height="10" rx="5" />
    <rect className="d-fill" x="20" y="98" width="140" height="10" rx="5" />
  </g>
);

const Sheet = ({ width = 190, height = 240 }: { width?: number; height?: number }) => (
  <g>
    <rect className="d-paper" width={width} height={height} rx="8" />
    <rect className="d-fill" x="28" y="32" width={width * 0.42} height="12" rx="6" />
    {[0.28, 0.4, 0.52, 0.64].map((at) => (
      <rect key={at} className="d-fill" x="28" y={height * at} width={width - 56} height="8" rx="4" />
    ))}
  </g>
);

const Reader = () => (
  <>
    <path className="d-machine" d="M110 196h380l64 190H46z" />
    <rect className="d-target" x="200" y="242" width="200" height="112" rx="16" />
    <path className="d-wave d-wave--1" d="M226 376q74 26 148 0" />
    <path className="d-wave d-wave--2" d="M200 398q100 38 200 0" />
    <g className="d-move-card">
      <g transform="translate(202 236)">
        <Card />
        <Hand x={170} y={92} />
      </g>
    </g>
  </>
);

const Phone = () => (
  <g>
    <rect className="d-paper" width="132" height="216" rx="18" />
    <rect className="d-fill" x="48" y="12" width="36" height="8" rx="4" />
    {codeDots.map(([x, y]) => (
      <rect key={`${x} ${y}`} className="d-fill" x={26 + x * 16} y={64 + y * 16} width="16" height="16" />
    ))}
  </g>
);

/** Something like a QR code: three corners and a few dots. */
const codeDots = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
  [3, 0],
  [4, 1],
  [3, 3],
  [0, 3],
  [0, 4],
  [1, 4],
  [2, 2],
  [4, 3],
  [4, 4],
] as const;

const CodeWindow = () => (
  <>
    <rect className="d-machine" x="90" y="270" width="420" height="130" rx="24" />
    <rect className="d-target" x="220" y="300" width="160" height="60" rx="14" />
    <rect className="d-beam" x="230" y="326" width="140" height="8" rx="4" />
    <g className="d-move-down">
      <g transform="translate(234 36)">
        <Phone />
        <Hand x={112} y={110} />
      </g>
    </g>
  </>
);

const TicketSlot = () => (
  <>
    <rect className="d-machine" x="70" y="70" width="460" height="150" rx="24" />
    <rect className="d-mouth" x="180" y="150" width="240" height="24" rx="12" />
    <svg x="180" y="162" width="300" height="278" viewBox="180 162 300 278" aria-hidden="true">
      <g className="d-move-slip">
        <path
          className="d-paper"
          d="M206 142h188v204l-16-12-16 12-16-12-16 12-16-12-16 12-16-12-16 12-16-12-16 12-16-12-12 12z"
        />
        <rect className="d-fill" x="232" y="196" width="136" height="34" rx="8" />
        <rect className="d-fill" x="232" y="250" width="136" height="8" rx="4" />
        <rect className="d-fill" x="232" y="272" width="96" height="8" rx="4" />
        <Hand x={372} y={300} />
      </g>
    </svg>
  </>
);

const PaperTray = () => (
  <>
    <rect className="d-machine" x="80" y="60" width="440" height="150" rx="24" />
    <rect className="d-mouth" x="150" y="160" width="300" height="20" rx="10" />
    <svg x="100" y="170" width="420" height="210" viewBox="100 170 420 210" aria-hidden="true">
      <g className="d-move-sheet">
        <g transform="translate(180 140)">
          <Sheet width={240} height={200} />
          <Hand x={214} y={130} />
        </g>
      </g>
    </svg>
    <path className="d-tray" d="M120 330h360l36 66H84z" />
  </>
);

const ScannerGlass = () => (
  <>
    <path className="d-machine d-lid" d="M120 210 160 40h280l40 170z" />
    <path className="d-machine" d="M90 214h420l50 160a14 14 0 0 1-13 18H53a14 14 0 0 1-13-18z" />
    <path className="d-target" d="M152 244h296l32 112H120z" />
    <rect className="d-beam" x="140" y="296" width="320" height="10" rx="5" />
    <g className="d-move-down">
      <g transform="translate(216 176)">
        <Sheet width={168} height={150} />
        <Hand x={146} y={96} />
      </g>
    </g>
  </>
);

const ScannerFeeder = () => (
  <>
    <path className="d-tray" d="M150 200 180 60h240l30 140z" />
    <g className="d-move-down">
      <g transform="translate(206 50)">
        <Sheet width={188} height={196} />
        <Hand x={166} y={110} />
      </g>
    </g>
    <rect className="d-machine" x="70" y="200" width="460" height="170" rx="24" />
    <rect className="d-mouth" x="170" y="216" width="260" height="18" rx="9" />
    <rect className="d-beam" x="150" y="290" width="300" height="10" rx="5" />
  </>
);

export const scenes: Record<Slot, () => ReactNode> = {
  reader: Reader,
  'code-scanner': CodeWindow,
  'ticket-slot': TicketSlot,
  'paper-tray': PaperTray,
  'scanner-glass': ScannerGlass,
  'scanner-feeder': ScannerFeeder,
};
