import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hall } from '../../core/support/hall.ts';
import { type Draw, drawFrom } from '../../core/support/walk/draw.ts';
import { Citizens } from './citizens.ts';
import { judge } from './invariants.ts';
import type { MemoryDisk } from './memory-disk.ts';
import { SimCentral } from './sim-central.ts';
import { SimClock } from './sim-clock.ts';
import { SimKiosk } from './sim-kiosk.ts';
import type { Weather } from './sim-line.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MORNING = Date.parse('2026-03-02T07:30:00+08:00');
/** The last citizen. */
const EVENING = Date.parse('2026-03-02T21:00:00+08:00');
/** From here on every line is whole and every kiosk on. */
const MIDNIGHT = Date.parse('2026-03-03T00:30:00+08:00');
const END = Date.parse('2026-03-03T04:00:00+08:00');
const TODAY_THEN = '2026-03-03';
const VISITS = 8;

/** Both queues never close. */
const catalogue = {
  ...hall,
  version: 'sim',
  queues: hall.queues.slice(0, 2),
  items: hall.items.slice(0, 1),
  bundles: [],
  zones: [],
  points: [],
};

export interface DayFigures {
  readonly tickets: number;
  readonly applications: number;
  readonly prints: number;
  readonly crashes: number;
  readonly refused: number;
}

const drawWeather = (draw: Draw, clock: SimClock): Weather => {
  const outages = Array.from({ length: draw(4) }, () => {
    const from = MORNING + draw(EVENING - MORNING);
    return { from, to: from + draw(draw(3) === 0 ? 10 * HOUR : HOUR) };
  });
  const trouble = draw(3) === 0 ? 0 : draw(50);
  return {
    isDown: () =>
      clock.now() < MIDNIGHT && outages.some(({ from, to }) => from <= clock.now() && clock.now() < to),
    trouble: () => (clock.now() < MIDNIGHT ? trouble : 0),
  };
};

/** One day of one hall. Throws a sentence that says which promise was broken. The same seed is the same day. */
export const liveThrough = async (
  seed: number,
  folder: string,
  images: Map<string, Buffer>,
): Promise<DayFigures> => {
  const draw = drawFrom(seed);
  const clock = new SimClock(MORNING);
  const central = new SimCentral(drawFrom(seed ^ 0x5eed), () => clock.now(), catalogue);
  const citizens = new Citizens(drawFrom(seed ^ 0xc171), clock);
  const dir = join(folder, String(seed));
  mkdirSync(dir, { recursive: true });
  let crashes = 0;
  const disks: MemoryDisk[] = [];
  try {
    const kiosks = Array.from({ length: 2 + (draw(4) === 0 ? 1 : 0) }, (_, index) => {
      const kiosk = new SimKiosk({
        id: `SIM-${index + 1}`,
        dir: join(dir, String(index)),
        images,
        seed: draw(2 ** 31),
        clock,
        central,
        weather: drawWeather(draw, clock),
        onEvent: (event) => citizens.hear(event),
      });
      disks.push(kiosk.disk);
      clock.after(draw(20) * MINUTE, () => kiosk.start());
      for (let count = 0; count < VISITS; count += 1)
        clock.after(30 * MINUTE + draw(EVENING - MORNING - 30 * MINUTE), () => void citizens.comes(kiosk));
      for (let count = draw(3); count > 0; count -= 1)
        clock.after(draw(EVENING - MORNING), () => kiosk.cutPowerIn(1 + draw(80)));
      if (draw(6) === 0) {
        const from = HOUR + draw(EVENING - MORNING - HOUR);
        clock.after(from, () => kiosk.willLoseCommits());
        clock.after(from + draw(3 * HOUR), () => kiosk.cutPowerIn(1 + draw(80)));
      }
      if (draw(20) === 0) {
        const from = HOUR + draw(8 * HOUR);
        const skew = draw(2) === 0 ? 24 * HOUR : -24 * HOUR;
        clock.after(from, () => kiosk.setSkew(skew));
        clock.after(from + draw(3 * HOUR), () => kiosk.setSkew(0));
      }
      return kiosk;
    });
    const tend = (): void => {
      for (const kiosk of kiosks) {
        if (!kiosk.bury()) continue;
        crashes += 1;
        delete kiosk.paper;
        clock.after((1 + draw(30)) * MINUTE, () => kiosk.start());
      }
    };
    await clock.runUntil(MIDNIGHT, tend);
    for (const kiosk of kiosks) kiosk.cutPowerIn(0);
    await clock.runUntil(END, tend);
    judge(central, kiosks, citizens.attempts, TODAY_THEN);
    for (const kiosk of kiosks) kiosk.cutPowerIn(1);
    const of = (kind: string): number =>
      citizens.attempts.filter((attempt) => attempt.kind === kind && attempt.promised).length;
    return {
      tickets: of('ticket'),
      applications: of('application'),
      prints: central.of('/prints').length,
      crashes,
      refused: citizens.attempts.filter(({ refused }) => refused !== undefined).length,
    };
  } finally {
    for (const disk of disks) disk.close();
    rmSync(dir, { recursive: true, force: true });
  }
};
