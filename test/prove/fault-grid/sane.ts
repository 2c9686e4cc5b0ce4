import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScanEnd, ScanRequest } from '../../../devices/classes/scanner.ts';
import { type SaneRig, saneRig } from '../../devices/sane/rig.ts';
import { whenStatus } from '../../devices/support/events.ts';
import { settle } from '../../devices/support/virtual-clock.ts';
import { Citizen } from './citizen.ts';
import { errorWords, type GridDevice, type Moment, type Seen, toldBefore } from './grid.ts';

/** What the test backend can be made to answer to a read. */
const statuses = [
  'UNSUPPORTED',
  'CANCELLED',
  'DEVICE_BUSY',
  'INVAL',
  'EOF',
  'JAMMED',
  'NO_DOCS',
  'COVER_OPEN',
  'IO_ERROR',
  'NO_MEM',
  'ACCESS_DENIED',
];

/** How the second page (`during`), or the first (`before`), is scanned: a piece of shell. */
const scripts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    statuses.map((status) => [
      `SANE_STATUS_${status}`,
      `exec scanimage "$@" --read-return-value=SANE_STATUS_${status}`,
    ]),
  ),
  'scanimage hangs': 'exec sleep 1000',
  'scanimage crashes': 'kill -SEGV $$',
  'page that ends early': 'printf "\\211PNG\\r\\n\\032\\n" > p002.png; echo p002.png',
  'device gone': 'touch $ROOT/gone; exec scanimage -d test:99 -A',
};

const request: ScanRequest = { source: 'feeder', resolution: 50, colour: 'grey', maxPages: 3 };
const poll = 15_000;

const jobOf = (end: ScanEnd): string =>
  `${end.ok ? 'done' : errorWords(end.error)} with ${end.pages.length} pages`;
/** A feeder that runs empty after a page is the ordinary end of a batch. */
const wrong = (name: string, end: ScanEnd): Pick<Seen, 'wronglyDone'> =>
  end.ok && end.pages.length !== 3 && name !== 'SANE_STATUS_NO_DOCS'
    ? { wronglyDone: `${end.pages.length} pages of 3` }
    : {};

/** The real scanimage behind a script that does as the file beside it says. */
const rigOf = async (
  name: string,
): Promise<{ rig: SaneRig; strike(when: 'at once' | 'after a page'): Promise<void> }> => {
  const place = await saneRig();
  const script = [
    '#!/bin/sh',
    '[ -e $ROOT/gone ] && exec scanimage -d test:99 -A',
    'case " $* " in *" -A "*) exec scanimage "$@";; esac',
    'if [ -e $ROOT/first ]; then scanimage "$@" --batch-count=1 || exit $?; set -- "$@" --batch-start=2 --batch-count=2; fi',
    `if [ -e $ROOT/fault ]; then ${scripts[name]}; exit; fi`,
    'exec scanimage "$@"',
  ];
  const command = join(place.root, 'scanimage');
  await writeFile(command, script.join('\n').replaceAll('$ROOT', place.root), { mode: 0o755 });
  const rig = await saneRig({ command, environment: { SANE_CONFIG_DIR: place.root } });
  return {
    rig: {
      ...rig,
      dispose: async () => {
        await rig.dispose();
        await place.dispose();
      },
    },
    strike: async (when) => {
      if (when === 'after a page') await writeFile(join(place.root, 'first'), '');
      await writeFile(join(place.root, 'fault'), '');
      if (name === 'device gone' && when === 'at once') await writeFile(join(place.root, 'gone'), '');
    },
  };
};

/** Scans. A scanimage that hangs after so many pages meets the long deadlines, once those pages are there. */
const scan = async ({ scanner, clock }: SaneRig, hangsAfter?: number): Promise<ScanEnd> => {
  let over = false;
  let pages = 0;
  const onPage = (page: number) => {
    pages = page;
  };
  const scanning = scanner.scan(request, onPage, new AbortController().signal).finally(() => {
    over = true;
  });
  while (hangsAfter !== undefined && !over) {
    await settle();
    if (pages >= hangsAfter) await clock.advance(20_000);
  }
  return scanning;
};

const observe = async (name: string, moment: Moment): Promise<Seen> => {
  const { rig, strike } = await rigOf(name);
  const { scanner, clock } = rig;
  const hangs = name === 'scanimage hangs';
  /** The look that follows a scan is at its end when nothing but the next one is planned; only a missing device shows in a look. */
  const lookAround = async () => {
    while (clock.pending > 1) await settle();
    if (name !== 'device gone') return;
    await clock.advance(poll);
    await whenStatus(scanner, ({ link }) => link === 'absent');
  };
  try {
    await scanner.start();
    if (moment === 'before') {
      await strike('at once');
      await lookAround();
      const status = scanner.status();
      const home = Citizen.atHome('scanner', status);
      const citizen = Citizen.scansPaper();
      const end = await scan(rig, hangs ? 0 : undefined);
      citizen.device('scanner', scanner.status());
      return { status, job: jobOf(end), told: toldBefore(home, citizen.hearsScan(end)), ...wrong(name, end) };
    }
    const citizen = Citizen.scansPaper();
    if (moment === 'during') await strike('after a page');
    const end = await scan(rig, hangs && moment === 'during' ? 1 : undefined);
    citizen.device('scanner', scanner.status());
    const told = citizen.hearsScan(end);
    if (moment === 'after') await strike('at once');
    await lookAround();
    const status = scanner.status();
    return {
      status,
      job: jobOf(end),
      told: moment === 'during' ? told : Citizen.atHome('scanner', status),
      ...wrong(name, end),
    };
  } finally {
    await scanner.stop();
    await rig.dispose();
  }
};

export const sane: GridDevice = { name: 'sane', faults: Object.keys(scripts), observe };
