/** Records as the performers of a kiosk would save them, that the sample central system takes in. All people are invented. */

const KIOSK = 'HZ-XH-0012';
const AT = '2026-03-02T09:00:00+08:00';

type Named = { readonly id: string };
type WithFiles = Named & { readonly files: readonly object[] };
type Signed = WithFiles & { readonly sign: (content: object) => object };

/** The smallest there is; `part` of its body may be otherwise. */
export const rating = (part: object = {}) => ({
  kind: 'rating' as const,
  path: '/ratings',
  body: ({ id }: Named) => ({ id, kioskId: KIOSK, score: 5, tags: [], createdAt: AT, ...part }),
});

/** Another small one, at a path of its own. */
export const report = () => ({
  kind: 'report' as const,
  path: '/reports',
  body: ({ id }: Named) => ({ id, kioskId: KIOSK, screen: 'home', createdAt: AT }),
});

const pdf = (id: string, bytes: Buffer, pages: number) => [
  { id, bytes, mediaType: 'application/pdf', pages },
];

/** One paper that an earlier application lacked. */
export const supplement = (fileId: string, bytes: Buffer, pages = 1) => ({
  kind: 'supplement' as const,
  path: '/supplements',
  files: pdf(fileId, bytes, pages),
  body: ({ id, files }: WithFiles) => ({
    id,
    receiptNumber: 'HZ202603020001',
    subjectToken: 'none',
    kioskId: KIOSK,
    createdAt: AT,
    materials: files.map((file) => ({ materialId: 'household-register', status: 'supplied', ...file })),
  }),
});

/** A residence permit, with one scanned paper, one from records and one that may come later. */
export const application = (personKey: string, fileId: string, bytes: Buffer, pages = 1) => ({
  kind: 'submission' as const,
  path: '/submissions',
  personKey,
  files: pdf(fileId, bytes, pages),
  body: ({ id, files, sign }: Signed) => {
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
});
