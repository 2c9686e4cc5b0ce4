/**
 * Makes test/central/data/pictures/: the pictures of the sample catalogue's guides, a file a step.
 *
 *   node test/support/make-pictures.ts
 *
 * Drawn here, with no words in them; the same drawing and the same version of sharp give the same bytes.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const folder = fileURLToPath(new URL('../central/data/pictures/', import.meta.url));

const ground = '#e2eff0';
const lake = '#0a5f6e';
const line = `stroke="${lake}" stroke-width="6" stroke-linejoin="round"`;

const bar = (x: number, y: number, width: number): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="12" rx="6" fill="#9fc3c8"/>`;
const arrow = (x: number, y: number): string =>
  `<path d="M${x} ${y}v64m-26-28 26 30 26-30" fill="none" stroke="#b4541a" stroke-width="12" stroke-linecap="round" stroke-linejoin="round"/>`;
const card = (x: number, y: number): string =>
  `<g transform="translate(${x} ${y})"><rect width="210" height="132" rx="14" fill="#fff" ${line}/>
   <circle cx="158" cy="50" r="18" fill="#9fc3c8"/><path d="M126 98q32-44 64 0z" fill="#9fc3c8"/>
   ${bar(22, 28, 70)}${bar(22, 54, 82)}${bar(22, 80, 60)}${bar(22, 106, 92)}</g>`;
const sheet = (x: number, y: number): string =>
  `<g transform="translate(${x} ${y})"><rect width="170" height="190" rx="8" fill="#fff" ${line}/>
   ${bar(28, 30, 70)}${bar(28, 62, 114)}${bar(28, 90, 114)}${bar(28, 118, 114)}</g>`;

/** 600 × 400 */
const drawings: Readonly<Record<string, string>> = {
  'residence-permit-1': `
    <path d="M130 250h340l60 110H70z" fill="#fff" ${line}/>
    <rect x="205" y="282" width="190" height="50" rx="12" fill="none" ${line} stroke-dasharray="16 12"/>
    ${card(195, 36)}${arrow(300, 186)}`,
  'residence-permit-3': `
    ${sheet(238, 26)}${sheet(215, 44)}
    <path d="M110 228h380a20 20 0 0 1 20 20v100a20 20 0 0 1-20 20H110a20 20 0 0 1-20-20V248a20 20 0 0 1 20-20z" fill="#fff" ${line}/>
    <rect x="180" y="222" width="240" height="18" rx="9" fill="${lake}"/>
    ${arrow(300, 268)}`,
  'pension-qualification-2': `
    <rect x="130" y="44" width="340" height="236" rx="18" fill="#fff" ${line}/>
    ${bar(170, 84, 120)}${bar(170, 116, 210)}${bar(170, 148, 170)}
    <rect x="226" y="196" width="148" height="56" rx="16" fill="${lake}"/>
    <path d="m276 224 18 18 32-34" fill="none" stroke="#fff" stroke-width="10" stroke-linecap="round" stroke-linejoin="round"/>
    <path d="M250 280h100l20 70H230z" fill="#fff" ${line}/>`,
};

mkdirSync(folder, { recursive: true });
for (const [name, drawing] of Object.entries(drawings)) {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400"><rect width="600" height="400" rx="28" fill="${ground}"/>${drawing}</svg>`;
  await sharp(Buffer.from(svg))
    .png({ palette: true, colours: 32, compressionLevel: 9 })
    .toFile(`${folder}${name}.png`);
}
