import type { ApplyMatter, Known, Person, Visit } from '../session/state.ts';
import { isForBusiness } from './licence.ts';

/** Whom a matter is for, who acts for them, and what is known of the former. */
export type Parties = { readonly applicant?: Person; readonly agent?: Person; readonly known?: Known };

const knownOf = ({ lookUp }: Visit): Known | undefined =>
  lookUp.state === 'known' ? lookUp.known : undefined;

/** The licence names somebody else than who is here. */
const namesAnother = ({ licence }: ApplyMatter, person: Person | undefined): boolean =>
  licence !== undefined &&
  licence !== 'none' &&
  licence.person !== undefined &&
  person !== undefined &&
  licence.person.idNumber !== person.idNumber;

const partiesAre = (
  applicant: Person | undefined,
  agent: Person | undefined,
  known: Known | undefined,
): Parties => ({
  ...(applicant === undefined ? {} : { applicant }),
  ...(agent === undefined ? {} : { agent }),
  ...(known === undefined ? {} : { known }),
});

export const partiesOf = (visit: Visit, matter: ApplyMatter): Parties => {
  const { person } = visit;
  if (matter.onBehalf) return partiesAre(matter.principal?.person, person, matter.principal?.known);
  const licence = matter.licence === 'none' ? undefined : matter.licence;
  const known = licence?.known ?? knownOf(visit);
  if (isForBusiness(matter.asked) && namesAnother(matter, person))
    return partiesAre(licence?.person, person, known);
  return partiesAre(person, undefined, known);
};

/** Where answers may be filled in from: the business (一企一档) before the person (一人一档). */
export const profilesOf = (
  visit: Visit,
  matter: ApplyMatter,
): readonly { readonly source: 'business' | 'profile'; readonly profile: Known['profile'] }[] => {
  const { agent, known } = partiesOf(visit, matter);
  const licence = matter.licence === 'none' ? undefined : matter.licence;
  const own = agent === undefined ? knownOf(visit) : licence === undefined ? known : undefined;
  return [
    ...(licence?.known === undefined
      ? []
      : [{ source: 'business' as const, profile: licence.known.profile }]),
    ...(own === undefined ? [] : [{ source: 'profile' as const, profile: own.profile }]),
  ];
};
