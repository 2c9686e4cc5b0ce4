import sharp from 'sharp';
import type { ScanEnd, ScanRequest } from '../../../devices/classes/scanner.ts';
import { type CameraRig, cameraRig, documentCamera } from '../../devices/camera/fake-page.ts';
import { settle } from '../../devices/support/virtual-clock.ts';
import { Citizen, type ScannerSort } from './citizen.ts';
import { errorWords, type GridDevice, type Moment, type Seen, toldBefore } from './grid.ts';

type Fault = (rig: CameraRig) => void | Promise<void>;

/** A picture of which only the first half came over. */
const torn = async (): Promise<Uint8Array> => {
  const whole = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();
  return new Uint8Array(whole.subarray(0, Math.floor(whole.length / 2)));
};

const rubbish = new TextEncoder().encode('<html><body>not a picture</body></html>');

const faults: Readonly<Record<string, Fault>> = {
  'no camera': ({ page }) => page.tells({ permission: 'granted', labels: [] }),
  'permission denied': ({ page }) => page.tells({ permission: 'denied', labels: [documentCamera] }),
  'page gone': ({ page }) => page.tells(undefined),
  'no answer': ({ page }) => page.hangs(),
  'camera refuses': ({ page }) => page.refuses('NotReadableError'),
  rubbish: ({ page }) => page.sends(rubbish),
  'torn picture': async ({ page }) => page.sends(await torn()),
};

const request: ScanRequest = { source: 'camera', resolution: 300, colour: 'colour', maxPages: 1 };
const sort: ScannerSort = { driver: 'camera', sources: ['camera'] };

const jobOf = (end: ScanEnd): string =>
  `${end.ok ? 'done' : errorWords(end.error)} with ${end.pages.length} pages`;

const whole = async (bytes: Uint8Array): Promise<boolean> =>
  sharp(bytes, { failOn: 'truncated' })
    .stats()
    .then(
      () => true,
      () => false,
    );

/** Done is a picture that an independent decoder reads to its end. */
const wrong = async (end: ScanEnd): Promise<Pick<Seen, 'wronglyDone'>> => {
  const [page, ...more] = end.pages;
  if (end.ok && (page === undefined || more.length > 0))
    return { wronglyDone: `${end.pages.length} pages of 1` };
  return page === undefined || (await whole(page.bytes)) ? {} : { wronglyDone: 'the picture is not whole' };
};

/** Takes one picture; `strike` comes while the page is at it. Time goes on only while the page hangs. */
const scan = async (rig: CameraRig, strike?: () => void | Promise<void>): Promise<ScanEnd> => {
  let over = false;
  if (strike !== undefined) rig.page.duringNextOrder(strike);
  const scanning = rig.scanner
    .scan(request, () => undefined, new AbortController().signal)
    .finally(() => {
      over = true;
    });
  while (!over) {
    if (rig.page.hanging > 0) await rig.clock.advance(1_000);
    else await settle();
  }
  return scanning;
};

const observe = async (name: string, moment: Moment): Promise<Seen> => {
  const rig = cameraRig();
  const { scanner, page } = rig;
  const cause = async () => faults[name]?.(rig);
  try {
    page.tells({ permission: 'granted', labels: [documentCamera] });
    await scanner.start();
    if (moment === 'before') {
      await cause();
      const status = scanner.status();
      const home = Citizen.atHome('scanner', status, sort);
      const citizen = Citizen.scansPaper(sort);
      const end = await scan(rig);
      citizen.device('scanner', scanner.status());
      const told = toldBefore(home, citizen.hearsScan(end));
      return { status, job: jobOf(end), told, ...(await wrong(end)) };
    }
    const citizen = Citizen.scansPaper(sort);
    const end = await scan(rig, moment === 'during' ? cause : undefined);
    citizen.device('scanner', scanner.status());
    const told = citizen.hearsScan(end);
    if (moment === 'after') await cause();
    const status = scanner.status();
    return {
      status,
      job: jobOf(end),
      told: moment === 'during' ? told : Citizen.atHome('scanner', status, sort),
      ...(await wrong(end)),
    };
  } finally {
    await scanner.stop();
    await rig.dispose();
  }
};

export const camera: GridDevice = { name: 'camera', faults: Object.keys(faults), observe };
