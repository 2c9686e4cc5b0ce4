/** Our own line drawings on a 48 × 48 grid, stroke 4, round ends. */
const paths = {
  back: 'M30 8 14 24l16 16',
  forward: 'M18 8l16 16-16 16',
  up: 'M8 30 24 14l16 16',
  down: 'M8 18l16 16 16-16',
  home: 'M6 23 24 7l18 16M10 20v21h28V20M19 41V29h10v12',
  globe: 'M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38M5 24h38M24 5c-9 9-9 29 0 38M24 5c9 9 9 29 0 38',
  person: 'M24 5a4 4 0 1 0 0 8 4 4 0 0 0 0-8M8 17c11 4 21 4 32 0M24 19v10M24 29l-8 14M24 29l8 14',
  help: 'M8 29V23a16 16 0 0 1 32 0v6M8 26h6v11h-3a3 3 0 0 1-3-3zM40 26h-6v11h3a3 3 0 0 0 3-3zM37 37c0 4-4 6-9 6',
  ticket: 'M5 12h38v8a5 5 0 0 0 0 9v7H5v-7a5 5 0 0 0 0-9zM30 12v4M30 22v4M30 32v4',
  apply: 'M11 5h18l9 9v29H11zM29 5v9h9M18 23h13M18 32h13',
  print:
    'M14 17V6h20v11M14 35H8a3 3 0 0 1-3-3V20a3 3 0 0 1 3-3h32a3 3 0 0 1 3 3v12a3 3 0 0 1-3 3h-6M14 28h20v15H14zM36 23h1',
  scan: 'M5 15V8a3 3 0 0 1 3-3h7M33 5h7a3 3 0 0 1 3 3v7M43 33v7a3 3 0 0 1-3 3h-7M15 43H8a3 3 0 0 1-3-3v-7M5 24h38',
  progress: 'M21 6a15 15 0 1 0 0 30 15 15 0 0 0 0-30M32 32l11 11M21 13v9l6 4',
  report: 'M24 7 44 41H4zM24 20v9M24 35v.1',
  nearby: 'M24 44C14 33 8 26 8 19a16 16 0 0 1 32 0c0 7-6 14-16 25M24 13a6 6 0 1 0 0 12 6 6 0 0 0 0-12',
  resume: 'M7 8v11h11M8 19a18 18 0 1 1-2 9M25 14v11l7 5',
  search: 'M21 6a15 15 0 1 0 0 30 15 15 0 0 0 0-30M32 32l11 11',
  check: 'M8 25l11 11 21-24',
  close: 'M10 10l28 28M38 10 10 38',
  shield: 'M24 5 8 11v12c0 10 6 16 16 20 10-4 16-10 16-20V11zM16 24l6 6 11-12',
  clock: 'M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38M24 13v12l8 5',
  phone: 'M15 6l5 10-5 4c2 5 6 9 11 11l4-5 10 5v8c0 2-2 3-4 3C20 41 7 28 7 10c0-2 1-4 3-4z',
  card: 'M5 11h38v26H5zM12 20h12M12 28h8M30 19h7v10h-7z',
  people:
    'M18 9a6 6 0 1 0 0 12 6 6 0 0 0 0-12M6 40c0-9 5-13 12-13s12 4 12 13M32 11a5 5 0 1 1 2 10M34 27c5 1 8 5 8 11',
  star: 'M24 5l6 12 13 2-9 10 2 13-12-6-12 6 2-13-9-10 13-2z',
  info: 'M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38M24 22v11M24 15v.1',
  sound: 'M6 18h8l11-9v30l-11-9H6zM32 17c4 4 4 10 0 14M37 11c7 7 7 19 0 26',
  text: 'M5 39 16 11l11 28M9 30h14M31 39l6-16 6 16M33 33h8',
  contrast: 'M24 5a19 19 0 1 0 0 38 19 19 0 0 0 0-38zM24 5v38M30 8v32M36 12v24',
  lower: 'M24 5v26M13 20l11 11 11-11M6 42h36',
  box: 'M5 15 24 5l19 10v19L24 43 5 34zM5 15l19 9 19-9M24 24v19',
  exit: 'M19 7H8v34h11M18 24h25M33 14l10 10-10 10',
  edit: 'M8 40l3-10L33 8l7 7-22 22zM28 13l7 7',
  trash: 'M8 13h32M18 13V7h12v6M12 13l2 30h20l2-30M20 21v14M28 21v14',
  plus: 'M24 8v32M8 24h32',
  retake: 'M41 8v11H30M40 19A18 18 0 1 0 42 28',
  erase: 'M16 10h27v28H16L4 24zM23 18l12 12M35 18 23 30',
  eye: 'M3 24C9 14 16 10 24 10s15 4 21 14c-6 10-13 14-21 14S9 34 3 24M24 18a6 6 0 1 0 0 12 6 6 0 0 0 0-12',
} as const;

export type IconName = keyof typeof paths;
export const iconNames = Object.keys(paths) as IconName[];

/** Decoration beside words: hidden from screen readers. `size` in design pixels. */
export const Icon = ({
  name,
  size = 56,
  className,
}: {
  name: IconName;
  size?: number;
  className?: string;
}) => (
  <svg
    className={className ? `icon ${className}` : 'icon'}
    viewBox="0 0 48 48"
    style={{ width: `calc(${size} * var(--u))`, height: `calc(${size} * var(--u))` }}
    fill="none"
    stroke="currentColor"
    strokeWidth="4"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
);
