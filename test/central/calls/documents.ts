import { createHash } from 'node:crypto';
import { problem, refused } from '../answer.ts';
import { documentPdf } from '../documents.ts';
import type { Print } from '../wire.ts';
import type { Handler, World } from '../world.ts';

function find({ people }: World, documentId: string) {
  for (const person of people) {
    const document = person.documents.find(({ id }) => id === documentId);
    if (document) return { person, document };
  }
  return undefined;
}

/** Only with a token that a card or code gave, of this kiosk, of this person, not yet expired. */
export const getDocument: Handler = async (world, call) => {
  const subject = world.state.subjects.get(call.headers['x-subject-token'] ?? '');
  const found = find(world, call.params.id ?? '');
  const open =
    subject?.proven === true &&
    subject.kioskToken === call.token &&
    subject.until > world.now().getTime() &&
    (found === undefined || found.person.id === subject.personId);
  if (!open) return problem(403, 'forbidden', 'The subject token does not open this document.');
  if (!found) return problem(404, 'not-found');
  const bytes = await documentPdf(found.document, found.person);
  const digest = createHash('sha256').update(bytes).digest('base64');
  return {
    status: 200,
    headers: { 'Content-Type': 'application/pdf', 'Content-Digest': `sha-256=:${digest}:` },
    body: bytes,
  };
};

export const reportPrint: Handler = (world, call) => {
  const print = call.body as Print;
  if (!find(world, print.documentId)) return refused({ path: '/documentId', message: 'names no document' });
  if (world.state.prints.some(({ id }) => id === print.id))
    return refused({ path: '/id', message: 'was used before' });
  world.state.prints.push(print);
  return { status: 201 };
};
