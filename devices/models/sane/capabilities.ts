/**
 * What `scanimage -A` says a device can do. Option lines look like
 * `    --resolution 75|150|300dpi [75]` or `    -x 0..215.9mm (in steps of 0.1) [215.9]`; `[inactive]` means it can't be set now.
 */
import type { ScannerCapabilities } from '../../classes/scanner.ts';

export type SaneOptions = {
  /** The device's own word for each source. Without a `--source` option there is one source and it has no name. */
  readonly flatbed?: string | undefined;
  readonly feeder?: string | undefined;
  readonly hasSource: boolean;
  readonly resolutions: readonly number[];
  readonly grey?: string | undefined;
  readonly colour?: string | undefined;
  /** True when 8 bits a sample is a choice that has to be made. */
  readonly depth8: boolean;
  /** Millimetres; undefined when the device has no such option. */
  readonly maxWidth?: number | undefined;
  readonly maxHeight?: number | undefined;
};

type Option = { readonly choices: string };

/** What people scan at; a range such as `1..1200` is told as those of these that lie in it. */
const USUAL_RESOLUTIONS = [75, 100, 150, 200, 240, 300, 400, 600, 1200];

const OPTION_LINE = /^\s+--?([a-z][a-z0-9-]*)[ =]?(.*)$/i;

/** Without what stands behind the choices: `(in steps of 0.1)`, `[215.9]`. No pattern: on a long row of blanks one took minutes. */
const choicesOf = (rest: string): string => {
  let text = rest.trimEnd();
  for (let at = text.lastIndexOf('['); at >= 0 && text.endsWith(']'); at = text.lastIndexOf('['))
    text = text.slice(0, at).trimEnd();
  const steps = text.lastIndexOf('(in steps of ');
  return steps >= 0 && text.endsWith(')') ? text.slice(0, steps).trimEnd() : text;
};

const readOptions = (listing: string): Map<string, Option> => {
  const options = new Map<string, Option>();
  for (const line of listing.split('\n')) {
    const match = OPTION_LINE.exec(line);
    const name = match?.[1];
    if (name === undefined || !/^\s+-/.test(line) || options.has(name)) continue;
    const rest = match?.[2] ?? '';
    if (/\[inactive\]|\[read-only\]|\[hardware\]/.test(rest)) continue;
    options.set(name, { choices: choicesOf(rest) });
  }
  return options;
};

/** A word that can be handed back to the device: no program can be given one with a NUL in it. */
const isSayable = (word: string): boolean => word !== '' && word !== 'auto' && !/\p{Cc}/u.test(word);

const words = (option: Option | undefined): readonly string[] =>
  option === undefined
    ? []
    : option.choices
        .split('|')
        .map((word) => word.trim())
        .filter(isSayable);

const range = (choices: string): { from: number; to: number } | undefined => {
  const match = /^(-?[\d.]+)\.\.(-?[\d.]+)/.exec(choices);
  if (match === null) return undefined;
  const [from, to] = [Number(match[1]), Number(match[2])];
  return Number.isFinite(from) && Number.isFinite(to) ? { from, to } : undefined;
};

const resolutionsOf = (option: Option | undefined): readonly number[] => {
  if (option === undefined) return [];
  const span = range(option.choices);
  if (span !== undefined) return USUAL_RESOLUTIONS.filter((dpi) => dpi >= span.from && dpi <= span.to);
  return words(option)
    .map((word) => Number.parseFloat(word))
    .filter((dpi) => Number.isFinite(dpi) && dpi > 0)
    .sort((a, b) => a - b);
};

/** Parses the listing. Never throws; what it can't find is left out. Pure. */
export const parseOptions = (listing: string): SaneOptions => {
  const options = readOptions(listing);
  const sources = words(options.get('source'));
  const feeders = sources.filter((name) => /adf|feeder/i.test(name));
  const modes = words(options.get('mode'));
  return {
    hasSource: sources.length > 0,
    flatbed: sources.find(
      (name) => /flat ?bed|platen|document table|normal/i.test(name) && !/adf|feeder/i.test(name),
    ),
    feeder: feeders.find((name) => !/duplex|back|both/i.test(name)) ?? feeders[0],
    resolutions: resolutionsOf(options.get('resolution')),
    grey: modes.find((name) => /^gr[ae]y/i.test(name)) ?? modes.find((name) => /gr[ae]y/i.test(name)),
    colour: modes.find((name) => /^colou?r$/i.test(name)) ?? modes.find((name) => /colou?r/i.test(name)),
    depth8: words(options.get('depth')).some((word) => Number.parseInt(word, 10) === 8),
    maxWidth: range(options.get('x')?.choices ?? '')?.to,
    maxHeight: range(options.get('y')?.choices ?? '')?.to,
  };
};

/** The same in the words of the device class. */
export const capabilitiesOf = (options: SaneOptions): ScannerCapabilities => ({
  sources: [
    ...(options.flatbed !== undefined || !options.hasSource ? (['flatbed'] as const) : []),
    ...(options.feeder !== undefined ? (['feeder'] as const) : []),
  ],
  resolutions: options.resolutions,
  colours: [
    ...(options.grey !== undefined || options.colour === undefined ? (['grey'] as const) : []),
    ...(options.colour !== undefined ? (['colour'] as const) : []),
  ],
});
