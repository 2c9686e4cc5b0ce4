import { problem, refused } from '../answer.ts';
import { flawsOfFiles, flawsOfSubmission } from '../check-submission.ts';
import type { PersonRecord } from '../data.ts';
import { afterWorkingDays, hallDate, hallTime } from '../hall-time.ts';
import type { Application, Item, Submission, Supplement } from '../wire.ts';
import type { Handler, World } from '../world.ts';

function applicantOf({ people }: World, { applicant }: Submission): PersonRecord | undefined {
  return people.find(
    ({ documentType, idNumber }) =>
      documentType === applicant?.documentType && idNumber === applicant.idNumber,
  );
}

/** What is still owed: what was deferred, and what the records turn out not to hold. */
function stillMissing(item: Item, submission: Submission, person: PersonRecord): Application['missing'] {
  return submission.materials
    .filter(
      ({ materialId, status }) =>
        status === 'deferred' || (status === 'from-records' && !person.records.includes(materialId)),
    )
    .map(({ materialId }) => {
      const material = item.materials.find(({ id }) => id === materialId);
      return { materialId, name: material?.name['zh-CN'] ?? materialId };
    });
}

/** Accepts what fits the catalogue; the person finds it among their applications at the next look-up. */
export const submit: Handler = (world, call) => {
  const { state, catalogue, now } = world;
  const submission = call.body as Submission;
  const item = catalogue.items.find(({ id }) => id === submission.itemId);
  if (!item) return refused({ path: '/itemId', message: 'names no item' });
  const bundle = catalogue.bundles?.find(({ id }) => id === submission.bundleId);
  const flaws = [
    ...flawsOfSubmission(submission, item, state.files),
    ...flawsOfFiles(submission.materials, state.files),
  ];
  if (submission.bundleId !== undefined && !bundle?.items.includes(item.id))
    flaws.push({ path: '/bundleId', message: 'names no bundle with this item' });
  if (state.submissions.some(({ id }) => id === submission.id))
    flaws.push({ path: '/id', message: 'was used before' });
  if (flaws.length > 0) return refused(...flaws);

  const acceptedAt = hallTime(now());
  const serial = String(state.submissions.length + 1).padStart(4, '0');
  const receiptNumber = `HZ${hallDate(now()).replaceAll('-', '')}${serial}`;
  const promisedBy = item.promiseDays === undefined ? undefined : afterWorkingDays(now(), item.promiseDays);
  const promise = promisedBy === undefined ? {} : { promisedBy };
  state.submissions.push({ ...submission, receiptNumber, acceptedAt, ...promise });
  const person = applicantOf(world, submission);
  if (person) {
    const missing = stillMissing(item, submission, person);
    const status = missing.length > 0 ? '待补正' : '已受理';
    const title = item.name['zh-CN'];
    const entry = { receiptNumber, itemId: item.id, title, status, updatedAt: acceptedAt, missing };
    person.applications.unshift({ ...entry, ...promise });
  }
  return { status: 201, body: { receiptNumber, acceptedAt, ...promise } };
};

export const supplement: Handler = ({ state, people, now }, call) => {
  const papers = call.body as Supplement;
  const application = people
    .flatMap(({ applications }) => applications)
    .find(({ receiptNumber }) => receiptNumber === papers.receiptNumber);
  const known = state.submissions.some(({ receiptNumber }) => receiptNumber === papers.receiptNumber);
  if (!application && !known) return problem(404, 'not-found', 'No application has this receipt number.');
  const flaws = flawsOfFiles(papers.materials, state.files);
  if (state.supplements.some(({ id }) => id === papers.id))
    flaws.push({ path: '/id', message: 'was used before' });
  if (flaws.length > 0) return refused(...flaws);
  state.supplements.push(papers);
  if (application) {
    const brought = papers.materials.map(({ materialId }) => materialId);
    application.missing = application.missing.filter(({ materialId }) => !brought.includes(materialId));
    if (application.missing.length === 0) application.status = '审核中';
    application.updatedAt = hallTime(now());
  }
  return { status: 201, body: { acceptedAt: hallTime(now()) } };
};
