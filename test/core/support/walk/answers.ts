import type { Event } from '../../../../electron/core/session/session.ts';
import { allRoles, hall, status } from '../hall.ts';
import { attendant, invented, knownPerson, licenceAnswer, phoneAnswer, principal } from '../people.ts';
import { type Draw, pick } from './draw.ts';
import type { Waiting } from './standing.ts';

const fault = (draw: Draw) => {
  const code = pick(draw, [
    'rejected',
    'disconnected',
    'timeout',
    'outcome-unknown',
    'cancelled',
    'busy',
  ] as const);
  const condition = pick(draw, ['paper-jam', 'paper-out', 'cover-open', 'feeder-empty'] as const);
  const conditions =
    condition === undefined || draw(2) === 0 ? [] : [{ code: condition, severity: 'error' } as const];
  return { code: code ?? 'rejected', detail: 'no', conditions } as const;
};

const refused = { ok: false, reason: { code: 'offline' } } as const;

/** The end of something that was asked for: three times in four it went well. */
export const answer = (draw: Draw, effect: Waiting): Event => {
  const { ref } = effect;
  const well = draw(4) > 0;
  const id = `record-${ref}`;
  if (draw(60) === 0) return { kind: 'effect-failed', ref };
  switch (effect.do) {
    case 'read-card':
      return well
        ? {
            kind: 'card',
            ref,
            read: {
              ok: true,
              value: {
                ...(draw(3) === 0 ? principal : invented),
                validUntil: draw(9) === 0 ? '2026-01-01' : 'long-term',
              },
            },
          }
        : { kind: 'card', ref, read: { ok: false, error: { ...fault(draw), advice: 'lay-again' } } };
    case 'look-up':
      return { kind: 'looked-up', ref, outcome: well ? { ok: true, known: knownPerson } : refused };
    case 'issue-ticket':
      return {
        kind: 'ticket-issued',
        ref,
        outcome: well
          ? { ok: true, id, number: 'A001', queueId: effect.queueId }
          : { ok: false, reason: { code: 'no-numbers-left' } },
      };
    case 'print-slip':
      return { kind: 'slip', ref, outcome: draw(2) === 0 ? { ok: true } : { ok: false, error: fault(draw) } };
    case 'scan': {
      const pages = Array.from({ length: draw(3) }, (_, index) => ({
        handle: `page-${ref}-${index}`,
        verdicts: [],
      }));
      return { kind: 'scanned', ref, pages, ...(well ? {} : { error: fault(draw) }) };
    }
    case 'join-pages':
      return {
        kind: 'joined',
        ref,
        outcome: well ? { ok: true, handle: `pdf-${ref}` } : { ok: false, reason: { code: 'internal' } },
      };
    case 'save-submission':
      return {
        kind: 'handed-in',
        ref,
        outcome: well
          ? {
              ok: true,
              records: effect.order.parts.map((_, index) => ({
                id: `${id}-${index}`,
                localCode: 'K7-20',
                seal: '{}',
              })),
            }
          : { ok: false, reason: { code: 'storage-full' } },
      };
    case 'look-up-code':
      return {
        kind: 'code-known',
        ref,
        code: effect.code,
        outcome: well ? { ok: true, ...(effect.kind === 'app' ? phoneAnswer : licenceAnswer) } : refused,
      };
    case 'save-supplement':
    case 'save-report':
    case 'save-call':
      return {
        kind: 'saved',
        ref,
        outcome: well
          ? { ok: true, id, localCode: 'K7-20' }
          : { ok: false, reason: { code: 'storage-full' } },
      };
    case 'make-notice':
      return {
        kind: 'document',
        ref,
        outcome: well
          ? { ok: true, handle: `notice-${ref}`, pages: 1 }
          : { ok: false, reason: { code: 'internal' } },
      };
    case 'load-document':
      return {
        kind: 'document',
        ref,
        outcome: well ? { ok: true, handle: `doc-${ref}`, pages: 3 } : refused,
      };
    case 'load-guide-media':
      return {
        kind: 'guide-media',
        ref,
        outcome: well ? { ok: true, handle: `media-${ref}` } : { ok: false },
      };
    case 'print-document': {
      const [taken, unknown] = [draw(effect.only.length + 1), draw(2)];
      if (well)
        return {
          kind: 'printed',
          ref,
          end: {
            ok: true,
            ledger: { asked: effect.only.length, taken: effect.only.length, spoiled: 0, unknown: 0 },
          },
        };
      const ledger = { asked: effect.only.length, taken, spoiled: 0, unknown };
      return {
        kind: 'printed',
        ref,
        end: { ok: false, error: fault(draw), ledger, owed: effect.only.slice(taken) },
      };
    }
    case 'keep-draft':
      return { kind: 'slip', ref, outcome: well ? { ok: true } : { ok: false, error: fault(draw) } };
    case 'find-draft':
      return {
        kind: 'draft-found',
        ref,
        outcome: well
          ? { ok: true, draft: { id: 'draft-1', sealed: 'sealed', alg: 'aes-256-gcm' } }
          : { ok: false, error: pick(draw, ['unknown-code', 'gone', 'offline'] as const) ?? 'gone' },
      };
    case 'unseal-draft':
      return {
        kind: 'draft-unsealed',
        ref,
        outcome: well
          ? { ok: true, itemId: 'residence', onBehalf: false, values: { moved: false }, papers: ['photo'] }
          : { ok: false },
      };
    case 'check-pin':
      return { kind: 'pin', ref, staffId: effect.staffId, right: well };
    default:
      return { kind: 'effect-failed', ref };
  }
};

/** The world changes around the visit. */
export const anyFact = (draw: Draw): Event => {
  switch (draw(9)) {
    case 0: {
      const role = pick(draw, allRoles) ?? 'scanner';
      const bad = draw(3) === 0;
      return {
        kind: 'device',
        role,
        driver: 'test',
        status: bad ? status('ready', 'cover-open') : status(draw(8) === 0 ? 'absent' : 'ready'),
      };
    }
    case 1:
      return { kind: 'network', online: draw(3) > 0 };
    case 2: {
      const items = draw(3) === 0 ? hall.items.filter(() => draw(2) === 0) : hall.items;
      return { kind: 'catalogue', catalogue: { ...hall, items } };
    }
    case 3:
      return {
        kind: 'queues',
        queues: [
          {
            id: 'general',
            waiting: draw(30),
            averageServiceSeconds: 300,
            openWindows: draw(4),
            open: draw(5) > 0,
          },
        ],
      };
    case 4:
      return { kind: 'settled', id: `record-of-another-${draw(9)}`, receiptNumber: 'HZ-1' };
    case 5:
      return draw(8) === 0
        ? { kind: 'out-of-service', by: pick(draw, ['central', 'storage'] as const) ?? 'central' }
        : { kind: 'in-service', by: 'staff' };
    case 6:
      return { kind: 'staff-people', people: draw(5) === 0 ? [] : [attendant] };
    default:
      return {
        kind: 'presence',
        presence:
          pick(draw, ['absent', 'absent', 'present', 'present', 'read', 'unknown'] as const) ?? 'absent',
      };
  }
};
