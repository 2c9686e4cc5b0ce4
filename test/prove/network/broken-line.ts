import { createHash } from 'node:crypto';
import { startCentral } from '../../central/server.ts';
import { application } from '../../core/support/sample-records.ts';
import { startFaultProxy } from '../../support/fault-proxy.ts';
import { fastClock, LineKiosk } from './kiosk.ts';
import { paperOf, smallHall } from './work.ts';

const FILE = '01900000-0000-7000-8000-0000000000f1';

/** Waits between tries are a tenth of what they are in a hall; the line is as it is there. */
const PACE = 10;
/** Between two breaks at least this part of the paper is said. */
const LEAST = 40;

/**
 * Sends a paper over a line that breaks every so many milliseconds. Throws unless it arrives whole and
 * once. Returns how often the line broke under it.
 */
export const sendOver = async (line: {
  readonly size: number;
  readonly breaksEvery: number;
  readonly bytesPerSecond: number;
}): Promise<number> => {
  const clock = fastClock(PACE);
  const central = await startCentral({
    clock: () => new Date(clock.now()),
    catalogue: smallHall(),
    people: [],
  });
  const proxy = await startFaultProxy({
    to: Number(new URL(central.url).port),
    faultOf: () => ({ kind: 'narrow', bytesPerSecond: line.bytesPerSecond }),
  });
  const url = `http://127.0.0.1:${proxy.port}/api/v1`;
  const kiosk = new LineKiosk({ seed: 1, url, token: central.token, clock });
  let breaks = 0;
  let saidBefore = 0;
  const breaking = setInterval(() => {
    // On a machine that is too busy to say anything within that time, the line waits too.
    if (proxy.said() - saidBefore < line.size / LEAST) return;
    saidBefore = proxy.said();
    breaks += 1;
    proxy.breakAll();
  }, line.breaksEvery);
  try {
    kiosk.start();
    const paper = paperOf(1, line.size);
    const id = kiosk.store.saveRecord(application('resident-id:1', FILE, paper)).id;
    await central.until(({ files }) => files.get(FILE)?.complete === true);
    const underIt = breaks;
    clearInterval(breaking);
    await central.until(({ submissions }) => submissions.some((submission) => submission.id === id));
    const { files, requests, submissions } = central.state;
    const file = files.get(FILE);
    const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    if (file === undefined || hash(file.bytes) !== hash(paper)) throw new Error('another file arrived');
    const uploads = requests.filter(
      ({ method, path, status }) => method === 'PATCH' && path.startsWith('/files/') && status === 204,
    );
    const fromTheStart = uploads.filter(({ headers }) => headers['upload-offset'] === '0').length;
    if (fromTheStart > 1) throw new Error(`it was sent ${fromTheStart} times from its beginning`);
    if (files.size !== 1 || submissions.length !== 1) throw new Error('it arrived more than once');
    return underIt;
  } finally {
    clearInterval(breaking);
    await kiosk.remove();
    await proxy.close();
    await central.close();
  }
};
