import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import sharp from 'sharp';
import { type KioskProcess, startKiosk } from '../support/kiosk-process.ts';
import { type Outside, startOutside } from '../support/outside.ts';
import { Citizen } from './support/citizen.ts';
import { fillsInHealthStatement } from './support/health-statement.ts';
import { sensor, unlikeness, writeFilm } from './support/photographed-sheet.ts';

const film = 'document-camera.y4m';

/** Chromium with a camera above a sheet of paper. Its label is the film's path. */
const test = base.extend({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const directory = await mkdtemp(join(tmpdir(), 'kiosk-camera-'));
      await writeFilm(join(directory, film));
      const camera = [
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        `--use-file-for-fake-video-capture=${join(directory, film)}`,
      ];
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...camera] });
      await rm(directory, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
});

let outside: Outside;
let kiosk: KioskProcess;

test.beforeEach(async () => {
  outside = await startOutside();
  kiosk = await startKiosk({
    ...outside.config,
    devices: {
      ...(outside.config as { devices: object }).devices,
      scanner: { driver: 'camera', at: 'camera:document-camera' },
    },
  });
});

test.afterEach(async () => {
  await kiosk.stop();
  await outside.close();
});

declare global {
  interface Window {
    /** Every camera picture that the page has ever opened. */
    opened: MediaStreamTrack[];
  }
}

/** A look at the camera's light: the states of all tracks that were ever opened, `live` or `ended`. */
const watchLight = async (page: Page): Promise<() => Promise<string[]>> => {
  await page.addInitScript(() => {
    window.opened = [];
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await open(wanted);
      window.opened.push(...stream.getTracks());
      return stream;
    };
  });
  return () => page.evaluate(() => window.opened.map(({ readyState }) => readyState));
};

const toMaterials = async (citizen: Citizen): Promise<void> => {
  await citizen.arrives();
  await citizen.choose('apply');
  await citizen.sees('catalogue');
  await fillsInHealthStatement(citizen, outside.reader);
};

const picturesIn = async (pdf: Uint8Array): Promise<Uint8Array[]> => {
  const document = await PDFDocument.load(pdf);
  return document.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) =>
      object instanceof PDFRawStream && object.dict.get(PDFName.of('Subtype')) === PDFName.of('Image')
        ? [object.contents]
        : [],
    );
};

test('a person applies with a photographed page, and the central system gets a PDF of it', async ({
  page,
}) => {
  const citizen = new Citizen(page);
  const light = await watchLight(page);
  await page.goto(kiosk.url);
  await toMaterials(citizen);
  expect(await light()).toEqual([]);

  await citizen.choose('medical-check');
  await citizen.sees('scan');
  const preview = page.getByLabel('高拍仪现在看到的画面');
  await expect(preview).toBeVisible();
  expect(await preview.evaluate((video: HTMLVideoElement) => video.videoWidth)).toBe(sensor.width);
  expect(await light()).toContain('live');

  // Taken, not wanted, taken again.
  await citizen.does('scan');
  await expect(page.locator('.page__image[data-state="shown"]')).toHaveCount(1);
  await citizen.does('retake');
  await expect(page.locator('.page__image')).toHaveCount(0);
  await citizen.does('scan');
  await expect(page.locator('.page__image[data-state="shown"]')).toHaveCount(1);
  expect(await citizen.text()).toContain('清楚');

  await citizen.does('confirm');
  await citizen.sees('materials');
  await expect.poll(async () => new Set(await light())).toEqual(new Set(['ended']));

  await citizen.does('next');
  await citizen.sees('review');
  await citizen.does('confirm');
  await citizen.sees('finish');
  await outside.central.until(({ submissions }) => submissions.length === 1);
  const { state } = outside.central;
  expect(state.violations).toEqual([]);
  const [paper] = [...state.files.values()];
  if (paper === undefined) throw new Error('no file arrived');
  expect(JSON.stringify(state.submissions[0])).toContain(paper.sha256);
  const [picture, ...more] = await picturesIn(paper.bytes);
  if (picture === undefined) throw new Error('there is no picture in the PDF');
  expect(more).toEqual([]);
  expect(await sharp(picture).metadata()).toMatchObject(sensor);
  expect(await unlikeness(picture)).toBeLessThan(0.03);
});

test('a visit that ends on the scan screen leaves no camera open', async ({ page }) => {
  const citizen = new Citizen(page);
  const light = await watchLight(page);
  await page.goto(kiosk.url);
  await toMaterials(citizen);
  await citizen.choose('medical-check');
  await citizen.sees('scan');
  await expect.poll(light).toContain('live');
  await citizen.does('help');
  await citizen.does('end-session');
  await citizen.sees('take-belongings');
  await expect.poll(async () => new Set(await light())).toEqual(new Set(['ended']));
});

test('a browser that does not permit cameras leaves the kiosk without one, and the journey says so', async ({
  page,
  context,
}) => {
  const light = await watchLight(page);
  await context.grantPermissions([], { origin: new URL(kiosk.url).origin });
  const citizen = new Citizen(page);
  await page.goto(kiosk.url);
  await citizen.arrives();
  await expect(citizen.choice('scan')).toHaveAttribute('aria-disabled', 'true');
  await expect(citizen.choice('scan')).toContainText('高拍仪暂时不能用。');
  expect(await light()).toEqual([]);
});
