import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FieldValue } from '../../../electron/contract/field-value.ts';
import { handIn } from '../../../electron/core/performers/hand-in.ts';
import type { SubmissionOrder } from '../../../electron/core/session/effects.ts';
import { flawsOfFiles, flawsOfSubmission } from '../../central/check-submission.ts';
import { checkAgainst } from '../../central/schema.ts';
import type { StoredFile } from '../../central/state.ts';
import type { Submission, Catalogue as WireCatalogue } from '../../central/wire.ts';
import { catalogues } from '../support/generated-catalogue.ts';
import { kiosk, openingTime } from '../support/hall.ts';
import { Robot } from '../support/robot.ts';
import { startStore } from '../support/store-bench.ts';

/** What a person may have typed before anybody told them what is wanted. */
const typedFirst = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd', 'e', 'shared', 'region'),
  fc.constantFrom<FieldValue>('', ' ', 'x', 'o1', 'o2', '上海', true, false, 7, ['o2'], [], '13800000001'),
);

type Stored = ReturnType<typeof startStore>;
let runs = 0;

/** Written down as a kiosk does it; what comes back are the bytes that would go up. */
const bodiesOf = async (store: Stored, order: SubmissionOrder): Promise<Submission[]> => {
  const ids: string[] = [];
  let files = 0;
  await handIn(
    { ref: 'r', order },
    {
      store,
      kiosk,
      blobs: { get: () => ({ mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.7 a paper') }) },
      newId: () => {
        files += 1;
        return `01900000-0000-7000-8000-${String(files + runs * 1_000).padStart(12, '0')}`;
      },
      now: () => openingTime,
      sync: { nudge: () => undefined },
      log: {
        error: (fault: unknown) => {
          throw new Error(JSON.stringify(fault));
        },
      },
      tell: (event) => {
        if (event.kind === 'handed-in' && event.outcome.ok)
          ids.push(...event.outcome.records.map(({ id }) => id));
      },
    },
  );
  return ids.map((id) => JSON.parse(Buffer.from(store.records.bodyOf(id) ?? []).toString()) as Submission);
};
/** The files that a record names, as the central system has them once they are up. */
const filesOf = (submission: Submission): ReadonlyMap<string, StoredFile> => {
  const named = submission.materials.flatMap(({ fileId, sha256, size, mediaType }) =>
    fileId === undefined ? [] : [[fileId, { sha256, size, filetype: mediaType, complete: true }] as const],
  );
  const drawn = Object.values(submission.form).flatMap((value) =>
    typeof value === 'string' && value.startsWith('01900000-') ? [[value, { complete: true }] as const] : [],
  );
  return new Map([...named, ...drawn]) as unknown as ReadonlyMap<string, StoredFile>;
};

test('whoever supplies exactly what is listed as missing is accepted by the central system, alone or bundled', async () => {
  const store = startStore();
  const seen = { records: 0, bundles: 0, agents: 0, licences: 0, regions: 0, deferred: 0, signatures: 0 };
  await fc.assert(
    fc.asyncProperty(
      catalogues,
      fc.constantFrom('x', 'bundle', 'bundle'),
      fc.boolean(),
      typedFirst,
      async (catalogue, subject, onBehalf, first) => {
        runs += 1;
        const order = new Robot(catalogue, first).handsIn(subject, onBehalf);
        const submissions = await bodiesOf(store, order);
        const bundle = catalogue.bundles?.[0];
        const expected = subject === 'bundle' ? bundle?.items : ['x'];
        expect(submissions.map(({ itemId }) => itemId)).toEqual(expected);
        for (const submission of submissions) {
          const item = (catalogue as WireCatalogue).items.find(({ id }) => id === submission.itemId);
          if (item === undefined) throw new Error('of no item');
          const files = filesOf(submission);
          const flaws = [
            ...checkAgainst('Submission', submission),
            ...flawsOfSubmission(submission, item, files),
            ...flawsOfFiles(submission.materials, files),
          ];
          expect(flaws, JSON.stringify({ submission, item })).toEqual([]);
          expect(submission.bundleId).toBe(subject === 'bundle' ? 'bundle' : undefined);
          seen.records += 1;
          seen.bundles += submission.bundleId === undefined ? 0 : 1;
          seen.agents += submission.agent === undefined ? 0 : 1;
          seen.regions += submission.region === undefined ? 0 : 1;
          seen.licences += submission.materials.filter(({ status }) => status === 'licence').length;
          seen.deferred += submission.deferredUntil === undefined ? 0 : 1;
          seen.signatures += files.size - submission.materials.filter(({ fileId }) => fileId).length;
        }
      },
    ),
    { numRuns: 250, seed: 20261123 },
  );
  // Only what really occurred has been shown.
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(5);
});
