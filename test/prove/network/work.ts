import type { Store } from '../../../electron/core/store/store.ts';
import { sampleCatalogue } from '../../central/data.ts';
import { drawFrom } from '../../core/support/walk/draw.ts';

/** What a kiosk has to tell in these proofs, as its performers would save it. All people are invented. */

export const AT = '2026-03-02T09:00:00+08:00';
const KIOSK = 'HZ-XH-0012';

/** One queue and one matter are enough. */
export const smallHall = () => {
  const catalogue = sampleCatalogue();
  return {
    ...catalogue,
    queues: catalogue.queues.filter(({ id }) => id === 'general'),
    items: catalogue.items.filter(({ id }) => id === 'residence-permit'),
    bundles: [],
    zones: [],
  };
};

export const paperOf = (seed: number, size: number): Buffer => {
  const draw = drawFrom(seed);
  const words = Uint32Array.from({ length: Math.ceil(size / 4) }, () => draw(4_294_967_296));
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), new Uint8Array(words.buffer, 0, size)]);
};

export const saveApplication = (store: Store, personKey: string, fileId: string, bytes: Buffer): string =>
  store.saveRecord({
    kind: 'submission',
    path: '/submissions',
    personKey,
    files: [{ id: fileId, bytes, mediaType: 'application/pdf', pages: 1 }],
    body: ({ id, files, sign }) => {
      const content = {
        id,
        itemId: 'residence-permit',
        itemVersion: 3,
        kioskId: KIOSK,
        createdAt: AT,
        applicant: {
          documentType: 'resident-id',
          idNumber: '11010519491231002X',
          name: '测试样例',
          source: 'card',
        },
        form: {
          address: '测试路1号',
          since: '2026-01-05',
          housingKind: 'rented',
          landlordName: '测试房东',
          reasons: ['work'],
          phone: '13900000001',
        },
        materials: [
          { materialId: 'proof-of-stay', status: 'supplied', ...files[0] },
          { materialId: 'residence-registration-record', status: 'from-records' },
          { materialId: 'proof-of-work', status: 'deferred' },
        ],
        deferredUntil: '2026-03-20',
        consent: { version: '2026-1', at: AT },
      };
      return { ...content, receipt: sign(content) };
    },
  }).id;

export const saveRating = (store: Store, personKey: string, score: number): string =>
  store.saveRecord({
    kind: 'rating',
    path: '/ratings',
    personKey,
    body: ({ id }) => ({ id, kioskId: KIOSK, score, tags: [], createdAt: AT }),
  }).id;

export const saveReport = (store: Store, personKey: string): string =>
  store.saveRecord({
    kind: 'report',
    path: '/reports',
    personKey,
    body: ({ id }) => ({ id, kioskId: KIOSK, createdAt: AT, screen: 'home' }),
  }).id;
