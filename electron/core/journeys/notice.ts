import type { Reason } from '../../contract/reasons.ts';
import { hasRole } from '../catalog/availability.ts';
import { maskNumber } from '../catalog/mask.ts';
import type { MaterialLine } from '../catalog/missing.ts';
import { printerReason } from '../catalog/paper-reason.ts';
import { identityOf } from '../catalog/subject.ts';
import type { ApplyMatter, NoticeFacts, Person, Visit, World } from '../session/state.ts';
import type { Turn } from '../session/turn.ts';
import { partiesOf } from './parties.ts';

/** 受理通知书: on A4, if wished, beside the slip. What it says has come as far as it has come when it is printed. */

/** Most fit on one sheet; how many it really takes is known when it is made. */
const leastSheets = 1;

/** Offered where this kiosk prints A4 at all; with its reason where it can't now. */
export const noticeOffer = (world: World): { readonly unavailable?: Reason } | undefined => {
  if (!hasRole(world, 'documentPrinter')) return undefined;
  const reason = printerReason(world, 'documentPrinter', leastSheets);
  return reason === undefined ? {} : { unavailable: reason };
};

const party = (is: 'applicant' | 'agent', person: Person | undefined): NoticeFacts['parties'] =>
  person === undefined ? [] : [{ is, name: person.name, maskedNumber: maskNumber(person.idNumber) }];

/** Taken down when the matter is handed in: afterwards it is forgotten. */
export const noticeFacts = (
  visit: Visit,
  matter: ApplyMatter,
  lines: readonly MaterialLine[],
  now: number,
): NoticeFacts => {
  const named = identityOf(matter.asked) !== 'none';
  const { applicant, agent } = partiesOf(visit, matter);
  const business = matter.licence === 'none' ? undefined : matter.licence?.business?.name;
  return {
    handedInAt: now,
    parties: named ? [...party('applicant', applicant), ...party('agent', agent)] : [],
    ...(business === undefined ? {} : { business }),
    materials: lines.flatMap(({ material: { name }, status, deferUntil }) =>
      status === 'missing'
        ? []
        : [{ name, status, ...(deferUntil === undefined ? {} : { until: deferUntil }) }],
    ),
  };
};

/** From the finish: its pages are made first, then printed. */
export const openNotice = (turn: Turn): void => {
  const visit = turn.visit;
  const place = turn.place;
  if (place?.at !== 'finish' || visit === undefined || place.settled.kind !== 'application') return;
  const offer = noticeOffer(turn.world);
  if (place.settled.noticePrinted || offer === undefined || offer.unavailable !== undefined) return;
  const { settled } = place;
  turn.arrive({ at: 'printing', what: 'notice', state: 'saving', settled });
  turn.do({
    do: 'make-notice',
    ref: turn.await(),
    language: visit.settings.language,
    records: settled.records,
    facts: settled.notice,
  });
};
