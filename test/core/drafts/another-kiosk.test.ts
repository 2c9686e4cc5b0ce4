import { beforeEach, expect, test } from 'vitest';
import { dataFolder, type Hall, KioskBench, openHall } from '../support/kiosk-bench.ts';

/** 断点续办 between two kiosks that share nothing but the central system. */

const answers = { licenceClass: 'c1', checkedOn: '2026-11-20' } as const;
const secrets = ['测试样例', '11010519491231002X', '13800000001', 'licenceClass', answers.checkedOn];
const day = 86_400_000;

let hall: Hall;
let here: KioskBench;
let there: KioskBench;

beforeEach(async () => {
  hall = await openHall();
  [here, there] = await Promise.all([
    KioskBench.open(hall, dataFolder()),
    KioskBench.beside(hall, 'HZ-XH-0099'),
  ]);
});

/** Two of three questions answered and the paper scanned, by the person whose card it is. */
const begins = async (kiosk: KioskBench): Promise<void> => {
  await kiosk.arrives();
  await kiosk.touch('apply');
  await kiosk.touch('medical-statement');
  await kiosk.act('next');
  kiosk.hands('idReader', { do: 'lay', card: 'citizen' });
  await kiosk.sees('form');
  kiosk.hands('idReader', { do: 'lift' });
  await kiosk.type(answers);
  await kiosk.act('next');
  await kiosk.sees('form', ({ page }) => page.id === 'contact');
  await kiosk.type({ phone: '13800000001' });
  await kiosk.act('next');
};

const scans = async (kiosk: KioskBench): Promise<void> => {
  await kiosk.touch('medical-check');
  kiosk.hands('scanner', { do: 'feed', pages: 1 });
  await kiosk.touch('feeder');
  await kiosk.act('scan');
  await kiosk.sees('scan', ({ state, pages }) => state === 'ready' && pages.length === 1);
  await kiosk.act('confirm');
  await kiosk.sees('materials', ({ complete }) => complete);
};

/** Says nothing until the visit is over; gives the code on the slip that comes out. */
const walksAway = async (kiosk: KioskBench): Promise<string> => {
  const before = kiosk.slips.length;
  hall.passes(301_000);
  await kiosk.sees('idle-warning');
  hall.passes(91_000);
  await kiosk.sees('take-belongings');
  await kiosk.act('confirm');
  await kiosk.sees('attract');
  await expect.poll(() => kiosk.slips.length, { timeout: 10_000 }).toBe(before + 1);
  const [code] = /(?:[0-9A-Z]{4}-){6}[0-9A-Z]{2}/.exec(kiosk.slips.at(-1) ?? '') ?? [];
  if (code === undefined) throw new Error('no code on the slip');
  return code;
};

const shows = async (kiosk: KioskBench, code: string): Promise<void> => {
  await kiosk.touch('resume');
  await kiosk.sees('resume');
  await kiosk.type({ code });
  await kiosk.act('next');
};

const lays = (kiosk: KioskBench, card: string): void => kiosk.hands('idReader', { do: 'lay', card });

const leaves = async (kiosk: KioskBench): Promise<void> => {
  await kiosk.act('end-session');
  const { screen } = await kiosk.until(({ screen: { name } }) =>
    ['attract', 'take-belongings'].includes(name),
  );
  if (screen.name === 'take-belongings') {
    kiosk.hands('idReader', { do: 'lift' });
    await kiosk.act('confirm');
  }
  await kiosk.sees('attract');
};

const expectNothingAt = (kiosk: KioskBench): void => {
  const held = JSON.stringify([kiosk.kiosk.runner.session.phase, kiosk.snapshot]);
  for (const secret of secrets) expect(held).not.toContain(secret);
};

const kept = () => [...hall.central.state.drafts.values()];
const isKept = () => hall.central.until(({ drafts }) => drafts.size === 1);

test('what was begun at one kiosk is there at the other, is handed in once, and its slip opens nothing any more at either', async () => {
  await begins(here);
  await scans(here);
  const code = await walksAway(here);
  expect(here.slips.at(-1)).toContain('扫描件不保存');
  await isKept();
  expectNothingAt(here);
  const sealed = JSON.stringify(hall.central.state.drafts.values().next().value);
  for (const secret of [...secrets, code]) expect(sealed).not.toContain(secret);

  await there.arrives();
  await shows(there, code);
  await there.sees('identify');
  lays(there, 'citizen');
  const papers = await there.sees('materials');
  there.hands('idReader', { do: 'lift' });
  expect(papers).toMatchObject({
    complete: false,
    scansAgain: true,
    materials: [{ id: 'medical-check', status: 'missing' }, { status: 'from-records' }],
  });
  await scans(there);
  expect(await there.sees('materials')).toMatchObject({ complete: true, scansAgain: false });
  await there.act('next');
  const { sections } = await there.sees('review');
  const shown = JSON.stringify(sections);
  expect(shown).toContain('2026-11-20');
  expect(shown).toContain('138****0001');
  await there.act('confirm');
  expect((await there.sees('finish')).matter).toMatchObject({ kind: 'application', state: 'received' });
  await leaves(there);

  await hall.central.until(({ drafts }) => [...drafts.values()].every(({ closed }) => closed));
  expect(hall.central.state.submissions).toMatchObject([
    {
      kioskId: 'HZ-XH-0099',
      applicant: { idNumber: '11010519491231002X', source: 'card' },
      form: { ...answers, phone: '13800000001' },
      materials: [{ materialId: 'medical-check', status: 'supplied', pages: 1 }, { status: 'from-records' }],
    },
  ]);
  expect(kept()).toMatchObject([{ opened: 1, closed: true, sealed: '' }]);
  for (const kiosk of [here, there]) {
    await kiosk.arrives();
    await shows(kiosk, code);
    expect(await kiosk.sees('resume', ({ state }) => state === 'code')).toMatchObject({ error: 'gone' });
  }
  expect(hall.central.state.violations).toEqual([]);
});

test('at the other kiosk neither the slip with another card opens anything, nor the card with another slip; both together do', async () => {
  await begins(here);
  const code = await walksAway(here);
  await isKept();

  await there.arrives();
  await shows(there, code);
  await there.sees('identify');
  lays(there, 'owner');
  expect(await there.sees('identify', ({ advice }) => advice !== undefined)).toMatchObject({
    advice: 'other-card',
  });
  expectNothingAt(there);
  expect(kept()).toMatchObject([{ closed: false }]);
  there.hands('idReader', { do: 'lift' });
  await there.act('home');

  const others = '0000-0000-0000-0000-0000-0000-00';
  await shows(there, others);
  expect(await there.sees('resume', ({ state }) => state === 'code')).toMatchObject({ error: 'gone' });
  await there.type({ code: 'not a code' });
  await there.act('next');
  expect(await there.sees('resume', ({ error }) => error !== 'gone')).toMatchObject({
    error: 'unknown-code',
  });
  await leaves(there);
  expect(kept()).toMatchObject([{ closed: false }]);

  await there.arrives();
  await shows(there, code);
  await there.sees('identify');
  lays(there, 'citizen');
  expect(await there.sees('materials')).toMatchObject({ scansAgain: false });
  await hall.central.until(({ drafts }) => [...drafts.values()].every(({ closed }) => closed));
});

test('until the last hour of its term a draft opens at the other kiosk, and then nowhere', async () => {
  await begins(here);
  const code = await walksAway(here);
  await isKept();
  const [draft] = kept();
  const term = Date.parse(draft?.expiresAt ?? '') - hall.clock.now();
  expect(term).toBeGreaterThan(6 * day);
  expect(here.slips.at(-1)).toContain(draft?.expiresAt.slice(0, 16).replace('T', ' '));

  hall.passes(term - 3_600_000);
  await there.arrives();
  await shows(there, code);
  await there.sees('identify');
  await leaves(there);
  hall.passes(3_600_000);
  for (const kiosk of [there, here]) {
    await kiosk.arrives();
    await shows(kiosk, code);
    expect(await kiosk.sees('resume', ({ state }) => state === 'code')).toMatchObject({ error: 'gone' });
  }
  expect(hall.central.state.submissions).toEqual([]);
});

test('a draft that could not be sent at once says so on its slip, and opens at the other kiosk as soon as it was', async () => {
  await hall.central.faults.offline();
  await begins(here);
  await here.until(() => !here.kiosk.runner.session.world.network.online);
  const code = await walksAway(here);
  expect(here.slips.at(-1)).toContain('网络恢复后，才能接着办');
  await hall.central.faults.online();
  await isKept();
  await there.until(() => there.kiosk.runner.session.world.network.online);
  await there.arrives();
  await shows(there, code);
  await there.sees('identify');
  lays(there, 'citizen');
  await there.sees('materials');
});
