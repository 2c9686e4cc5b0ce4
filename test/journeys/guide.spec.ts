import { expect, type Page, test } from '@playwright/test';
import { sampleCatalogue } from '../central/data.ts';
import { FaultBench } from './support/fault-bench.ts';
import { Visit } from './support/visit.ts';

/** 教办, heard and seen: what the catalogue carries, in a browser that really plays and draws it. */

/** A tone of so many seconds: 8,000 samples a second of 8 bits. */
const tone = (seconds: number): string => {
  const samples = Buffer.from(
    Array.from({ length: seconds * 8_000 }, (_, at) => 128 + Math.round(40 * Math.sin(at / 3))),
  );
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    head.writeUInt16LE(value, at);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.write('data', 36);
  head.writeUInt32LE(samples.length, 40);
  return `data:audio/wav;base64,${Buffer.concat([head, samples]).toString('base64')}`;
};

/** Begins as a picture does, and is none. */
const broken = `data:image/png;base64,${Buffer.from('89504e470d0a1a0a0000', 'hex').toString('base64')}`;

/** The sample hall, whose other guides have a long recording, one that is none, and one that nobody keeps; and a broken picture. */
const catalogue = () => {
  const hall = sampleCatalogue();
  const audio: Record<string, string> = {
    'no-crime-record': tone(40),
    'inspection-mark': `data:audio/ogg;base64,${Buffer.from('OggS is how it begins').toString('base64')}`,
    'fund-rent-withdrawal': 'recordings/gone.ogg',
  };
  const items = hall.items.map((item) => {
    const its = audio[item.id];
    return its === undefined || item.guide === undefined
      ? item
      : { ...item, guide: item.guide.map((step) => ({ ...step, audio: its, picture: broken })) };
  });
  return { ...hall, items };
};

let bench: FaultBench;

test.beforeAll(async () => {
  bench = await FaultBench.open({ catalogue: catalogue() });
});
test.afterAll(() => bench.close());

type Heard = { at: number; paused: boolean; ended: boolean; failed: boolean; seconds: number };

/** Every recording that the page has begun to play, oldest first. */
const heard = (page: Page): Promise<readonly Heard[]> =>
  page.evaluate(() => {
    const all: unknown = Reflect.get(window, 'heard');
    const audios = Array.isArray(all) ? all.filter((each) => each instanceof HTMLAudioElement) : [];
    return audios.map(({ currentTime, paused, ended, error, duration }) => ({
      at: currentTime,
      paused,
      ended,
      failed: error !== null,
      seconds: duration,
    }));
  });
const newest = async (page: Page): Promise<Heard | undefined> => (await heard(page)).at(-1);

const opensGuide = async (page: Page, item: string, language: 'zh-CN' | 'en' = 'zh-CN'): Promise<Visit> => {
  await page.addInitScript(() => {
    const all: HTMLAudioElement[] = [];
    Reflect.set(window, 'heard', all);
    window.Audio = class extends Audio {
      constructor(address?: string) {
        super(address);
        all.push(this);
      }
    };
  });
  const visit = await Visit.begin(page, bench, language);
  await visit.choose('apply');
  await visit.choose(item);
  await visit.reads('item');
  await page.getByRole('button', { name: visit.says('一步步教我', 'Show me how') }).click();
  await visit.reads('guide');
  return visit;
};

const listen = (page: Page) => page.getByRole('button', { name: '再读一遍' });
const stop = (page: Page) => page.getByRole('button', { name: '停止播放' });

test('each step is heard by itself, to its end and again; a touch stops it, the next step begins its own', async ({
  page,
}) => {
  const visit = await opensGuide(page, 'pension-qualification');
  await expect.poll(async () => (await newest(page))?.at).toBeGreaterThan(0.2);
  await expect(stop(page)).toBeVisible();
  await stop(page).click();
  await expect(listen(page)).toBeVisible();
  const stopped = await newest(page);
  expect(stopped).toMatchObject({ paused: true, failed: false, ended: false });
  expect(stopped?.seconds).toBeGreaterThan(1);

  await listen(page).click();
  await expect.poll(async () => (await newest(page))?.ended, { timeout: 30_000 }).toBe(true);
  await expect(listen(page)).toBeVisible();
  expect((await heard(page))[0]).toEqual(stopped);

  await listen(page).click();
  await expect(stop(page)).toBeVisible();
  await visit.does('next');
  await expect.poll(async () => (await heard(page)).length).toBe(4);
  await expect.poll(async () => (await newest(page))?.at).toBeGreaterThan(0.2);
  expect((await heard(page)).slice(0, 3).every(({ paused }) => paused)).toBe(true);
  await visit.leaves();
});

test('whoever leaves the guide, or the kiosk, hears no more of it, and its bytes are gone', async ({
  page,
}) => {
  const visit = await opensGuide(page, 'no-crime-record');
  await expect.poll(async () => (await newest(page))?.at).toBeGreaterThan(0.2);
  await visit.does('back');
  await visit.reads('item');
  expect(await newest(page)).toMatchObject({ paused: true, ended: false });

  await page.getByRole('button', { name: '一步步教我' }).click();
  await visit.reads('guide');
  await expect.poll(async () => (await heard(page)).length).toBe(2);
  await expect.poll(async () => (await newest(page))?.at).toBeGreaterThan(0.2);
  await visit.leaves();
  expect((await heard(page)).every(({ paused }) => paused)).toBe(true);
  const left = await page.evaluate(async () => {
    const all: unknown = Reflect.get(window, 'heard');
    const addresses = Array.isArray(all) ? all.map(({ src }: HTMLAudioElement) => src) : [];
    const found = await Promise.all(addresses.map((each) => fetch(each).then(Boolean, () => false)));
    return found.filter(Boolean).length;
  });
  expect(left).toBe(0);
});

test('the clock stands as long as somebody listens, and goes on when it is quiet', async ({ page }) => {
  let listening = (): void => undefined;
  const nextSign = (): Promise<void> =>
    new Promise((resolve) => {
      listening = resolve;
    });
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) =>
      String(payload).includes('"listening"') ? listening() : undefined,
    ),
  );
  const visit = await opensGuide(page, 'no-crime-record');
  await expect(stop(page)).toBeVisible();
  // Two minutes and more, twice as long as somebody quiet is left alone.
  for (let part = 0; part < 5; part += 1) {
    await nextSign();
    bench.kiosk.passes(25_000);
  }
  await nextSign();
  await visit.reads('guide');
  expect(await newest(page)).toMatchObject({ paused: false, ended: false });

  await stop(page).click();
  await visit.isAskedForLife((milliseconds) => bench.kiosk.passes(milliseconds));
  expect(await newest(page)).toMatchObject({ paused: true });
  await visit.does('extend');
  await visit.reads('guide');
  await visit.leaves();
});

for (const [what, item] of [
  ['that can not be played', 'inspection-mark'],
  ['that nobody keeps', 'fund-rent-withdrawal'],
] as const)
  test(`a recording ${what} leaves the text, with nothing to touch in vain, and holds nobody's place`, async ({
    page,
  }) => {
    const signs: string[] = [];
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => {
        if (String(payload).includes('"listening"')) signs.push('listening');
      }),
    );
    const visit = await opensGuide(page, item);
    await expect(page.locator('.guide__step')).not.toHaveCount(0);
    if (item === 'inspection-mark') await expect.poll(async () => (await newest(page))?.failed).toBe(true);
    else
      await bench.outside.central.until(({ requests }) =>
        requests.some(({ path, status }) => path.endsWith('gone.ogg') && status === 404),
      );
    await expect(listen(page)).toHaveCount(0);
    await expect(stop(page)).toHaveCount(0);
    await visit.does('next');
    await expect(page.locator('.guide__step[data-state="now"]')).toContainText('2');
    signs.length = 0;
    await visit.isAskedForLife((milliseconds) => bench.kiosk.passes(milliseconds));
    expect(signs).toEqual([]);
    await visit.does('extend');
    await visit.reads('guide');
    await visit.leaves();
  });

test('whoever reads another language is not talked to in Chinese', async ({ page }) => {
  const visit = await opensGuide(page, 'pension-qualification', 'en');
  await visit.does('next');
  await visit.reads('guide');
  expect(await heard(page)).toEqual([]);
  await visit.leaves();
});

const picture = (page: Page) => page.locator('.guide__picture img');

test('a step that has a picture shows it beside its text; the next has its own, and no bytes of the one before are left', async ({
  page,
}) => {
  const visit = await opensGuide(page, 'residence-permit');
  await expect(picture(page)).toHaveAttribute('data-shown', 'true');
  await expect(picture(page)).toHaveAttribute('alt', '');
  const size = await picture(page).evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]);
  expect(size).toEqual([600, 400]);
  await expect(page.locator('.guide__step[data-state="now"] .guide__words')).toBeInViewport({ ratio: 1 });
  await expect(picture(page)).toBeInViewport({ ratio: 1 });
  const first = (await picture(page).getAttribute('src')) ?? '';

  await visit.does('next');
  await expect(page.locator('.guide__step[data-state="now"]')).toContainText('2');
  await expect(picture(page)).toHaveCount(0);
  expect(await page.evaluate((address) => fetch(address).then(Boolean, () => false), first)).toBe(false);
  await visit.does('next');
  await expect(picture(page)).toHaveAttribute('data-shown', 'true');
  expect(await picture(page).getAttribute('src')).not.toBe(first);
  await visit.leaves();
});

test('in the largest words, lying, the step that is on is in sight however long the guide is', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  const visit = await opensGuide(page, 'residence-permit', 'en');
  await visit.does('accessibility');
  await page.getByRole('button', { name: '200%' }).click();
  await expect(visit.root()).toHaveAttribute('data-text-size', '200');
  await page.keyboard.press('Escape');
  const words = page.locator('.guide__step[data-state="now"] .guide__words');
  for (const step of ['First', 'Check', 'Put', 'Read']) {
    await expect(words).toContainText(step);
    await expect(words).toBeInViewport({ ratio: 0.99 });
    if (step !== 'Read') await visit.does('next');
  }
  await visit.leaves();
});

test('a picture that can not be drawn leaves the text alone, without an empty frame', async ({ page }) => {
  const visit = await opensGuide(page, 'inspection-mark');
  await expect(page.locator('.guide__picture')).toHaveAttribute('data-room', 'false');
  await expect(picture(page)).toHaveCount(0);
  await expect(page.locator('.guide__step[data-state="now"] .guide__words')).toBeVisible();
  expect((await page.locator('.guide__picture').boundingBox())?.height).toBe(0);
  await visit.leaves();
});
