const paths = {
  erase: 'M16 9h27v30H16L4 24zM22 18l12 12M34 18 22 30',
  shift: 'M24 6 7 25h9v15h16V25h9z',
  hide: 'M5 8h38v21H5zM12 22h24M17 37l7 6 7-6',
  more: 'M8 18l16 16 16-16',
  less: 'M8 30l16-16 16 16',
  left: 'M30 8 14 24l16 16',
  right: 'M18 8l16 16-16 16',
} as const;

/** Signs on keys, drawn like the icons: 48 × 48, stroke 4. */
export const Glyph = ({ name, size = 48 }: { name: keyof typeof paths; size?: number }) => (
  <svg
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
