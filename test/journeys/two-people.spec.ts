import { expect, type Page, test } from '@playwright/test';
import { WebSocket } from 'ws';
import { Attendant } from './support/attendant.ts';
import { citizenCard } from './support/cards.ts';
import { Citizen } from './support/citizen.ts';
import { FaultBench } from './support/fault-bench.ts';

/** What is left of one person when the next one comes. */

let bench: FaultBench;

test.beforeAll(async () => {
  bench = await FaultBench.open();
});
test.afterAll(async () => {
  await bench.close();
});

const phone = '13800000001';
/** Of the first person: what stands on the card, what was typed, and what the central system knows. */
const traces = [
  citizenCard.name,
  citizenCard.number,
  '1949',
  '测***',
  '样例路',
  phone,
  '138****0001',
  '测试一路',
  'doc-si-3p',
  'HZ202611180007',
];

/** All that the core tells this page, from now on. */
const listen = (page: Page): string[] => {
  const frames: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => frames.push(String(payload))));
  return frames;
};

const handlesIn = (frames: readonly string[]): string[] => [
  ...new Set(
    frames.flatMap((frame) => [...frame.matchAll(/"handle":"([^"]+)"/g)].map((match) => match[1] ?? '')),
  ),
];

/** What the page itself still holds, in its markup, its fields and its stores. */
const heldBy = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...[...document.querySelectorAll('input, textarea')].map((field) =>
        field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : '',
      ),
      JSON.stringify({ ...localStorage, ...sessionStorage }),
      document.title,
      document.cookie,
      JSON.stringify(history.state),
    ].join('\n'),
  );

const expectNothingOf = (held: string, what: string): void => {
  for (const trace of traces) expect(held.includes(trace), `${what} holds "${trace}"`).toBe(false);
};

/** The bytes behind these handles, asked for by a window of its own. */
const blobsOf = (handles: readonly string[]): Promise<readonly unknown[]> =>
  new Promise((resolve, reject) => {
    const { host, origin, hash } = new URL(bench.kiosk.url);
    const socket = new WebSocket(`ws://${host}/wire`, { headers: { origin } });
    const answers: unknown[] = [];
    socket.on('open', () => {
      socket.send(JSON.stringify({ key: hash.slice(1) }));
      for (const [index, handle] of handles.entries())
        socket.send(JSON.stringify({ t: 'q', i: `${index}`, m: 'blob', a: [{ handle }] }));
    });
    socket.on('message', (text) => {
      const frame: unknown = JSON.parse(String(text));
      if (typeof frame !== 'object' || frame === null || !('t' in frame) || frame.t !== 's') return;
      answers.push('r' in frame ? (frame.r ?? null) : null);
      if (answers.length < handles.length) return;
      socket.close();
      resolve(answers);
    });
    socket.on('error', reject);
  });

/** The first person goes as far as the read-back, with a scanned page, and leaves it there. */
const firstPerson = async (page: Page): Promise<Citizen> => {
  const citizen = new Citizen(page);
  await bench.fillsIn(citizen);
  await bench.suppliesThePaper(citizen);
  return citizen;
};

const takesEverything = async (citizen: Citizen): Promise<void> => {
  await citizen.sees('take-belongings', 30_000);
  await citizen.does('confirm');
  await citizen.sees('attract');
};

const ways = {
  cancel: ['giving it up', (citizen: Citizen) => citizen.leaves()],
  finish: [
    'finishing',
    async (citizen: Citizen) => {
      await citizen.does('confirm');
      await citizen.sees('finish', 20_000);
      await citizen.does('end-session');
      await takesEverything(citizen);
    },
  ],
  timeOut: [
    'walking away',
    async (citizen: Citizen) => {
      const passes = (milliseconds: number): void => bench.kiosk.passes(milliseconds);
      await citizen.isAskedForLife(passes);
      citizen.leavesItUnanswered(passes);
      await takesEverything(citizen);
    },
  ],
  crash: [
    'a crash',
    async (citizen: Citizen) => {
      process.kill(bench.kiosk.corePid(), 'SIGKILL');
      await takesEverything(citizen);
    },
  ],
  staff: [
    'staff',
    async (citizen: Citizen) => {
      const attendant = new Attendant(citizen.page);
      await attendant.logsIn();
      await attendant.does('end-visit', true);
      await attendant.does('leave');
      await takesEverything(citizen);
    },
  ],
} as const;

for (const [how, ends] of Object.values(ways))
  test(`of a visit ended by ${how} the next person finds nothing: not on the screen, not in what the core tells, not in the page`, async ({
    page,
  }) => {
    test.slow();
    const frames = listen(page);
    const citizen = await firstPerson(page);
    expect(frames.join('\n')).toContain(phone.slice(0, 3));
    const handles = handlesIn(frames);
    expect(handles.length).toBeGreaterThan(0);
    await ends(citizen);

    expectNothingOf(await heldBy(page), 'the page');
    for (const { text } of bench.outside.ticketPrinter.slips) expectNothingOf(text.join('\n'), 'a slip');
    const before = frames.length;
    await citizen.arrives();
    await citizen.choose('apply');
    await citizen.choose('vehicle-contact-change');
    await citizen.does('next');
    await citizen.sees('identify');
    await expect(page.locator('[data-field="name"]')).toHaveValue('');
    await citizen.types('name', '测试乙');
    await citizen.types('idNumber', '33010619980516002X');
    await citizen.does('next');
    await citizen.sees('form', 20_000);
    await expect(page.locator('[data-field="plateNumber"]')).toHaveValue('');
    expectNothingOf(await heldBy(page), 'the page of the second person');
    expectNothingOf(frames.slice(before).join('\n'), 'a frame after the first person');
    expect(await blobsOf(handles)).toEqual(handles.map(() => null));
    await page.reload();
    await citizen.sees('form');
    expectNothingOf(await heldBy(page), 'the page loaded anew');
    await citizen.leaves();
  });

for (const [how, ends] of [ways.staff, ways.crash])
  test(`the rest of a certificate that waits for paper is not printed for the next person, when its owner's visit was ended by ${how}`, async ({
    page,
  }) => {
    const citizen = new Citizen(page);
    const { documentPrinter } = bench.outside;
    const before = documentPrinter.finished.length;
    const jobs = () => documentPrinter.finished.slice(before);
    await bench.previews(citizen, 'doc-si-3p');
    documentPrinter.load(1);
    await citizen.does('print');
    await expect(page.getByText('打印纸用完了')).toBeVisible({ timeout: 20_000 });
    await ends(citizen);
    // Nobody was there to load paper: the job is given up while it still waits.
    await expect.poll(() => jobs().map(({ state }) => state), { timeout: 20_000 }).toEqual(['canceled']);
    documentPrinter.load(250);
    await citizen.arrives();
    await citizen.choose('print');
    await citizen.sees('identify');
    expect(jobs().map(({ pages }) => pages)).toEqual([[1]]);
    expect(documentPrinter.sheets).toBe(250);
    await citizen.leaves();
  });
