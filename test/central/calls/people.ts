import { randomBytes } from 'node:crypto';
import { problem } from '../answer.ts';
import type { PersonRecord } from '../data.ts';
import type { Handler, World } from '../world.ts';

/** How long a subject token opens documents: 15 minutes. */
const SUBJECT_TOKEN_MS = 15 * 60_000;

function subjectToken(
  world: World,
  kioskToken: string,
  personId: string | undefined,
  proven: boolean,
): string {
  const token = randomBytes(24).toString('base64url');
  const until = world.now().getTime() + SUBJECT_TOKEN_MS;
  world.state.subjects.set(token, { token, kioskToken, personId, proven, until });
  return token;
}

const known = (person: PersonRecord) => ({
  profile: person.profile,
  applications: person.applications,
  documents: person.documents.map(({ paragraphs: _, ...entry }) => entry),
  appointments: person.appointments,
  suggestions: person.suggestions,
});

export const lookUpPerson: Handler = (world, call) => {
  const asked = call.body as { documentType: string; idNumber: string; name: string; source: string };
  const person = world.people.find(
    ({ documentType, idNumber, name }) =>
      documentType === asked.documentType && idNumber === asked.idNumber && name === asked.name,
  );
  if (!person) return problem(404, 'not-found', 'Nobody is known by that.');
  const proven = asked.source === 'card';
  const token = subjectToken(world, call.token, person.id, proven);
  return { status: 200, body: { subjectToken: token, ...(proven ? known(person) : {}) } };
};

export const lookUpPersonByCode: Handler = (world, call) => {
  const asked = call.body as { code: string; kind: string };
  for (const person of world.people) {
    const code = person.codes.find((one) => one.code === asked.code && one.kind === asked.kind);
    if (!code) continue;
    const { documentType, idNumber, name } = person;
    const business = code.business ? { business: code.business } : {};
    const profile = code.profile ? { profile: code.profile } : {};
    const token = subjectToken(world, call.token, person.id, true);
    return {
      status: 200,
      body: { subjectToken: token, ...known(person), ...profile, documentType, idNumber, name, ...business },
    };
  }
  return problem(404, 'not-found', 'The code is not known.');
};
