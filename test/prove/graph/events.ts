import type { Intent } from '../../../electron/contract/intents.ts';
import type { Event } from '../../../electron/core/session/session.ts';
import { allRoles, hall, status } from '../../core/support/hall.ts';
import { attendant, invented, knownPerson } from '../../core/support/people.ts';
import type { Standing } from '../../core/support/walk/standing.ts';

/** One or more of every event there is, and of every intent. A kind that is forgotten here does not compile. */

type ByKind<T extends { readonly kind: string }> = {
  readonly [K in T['kind']]: readonly Extract<T, { kind: K }>[];
};

const fault = { code: 'rejected', detail: 'no', conditions: [] } as const;
const no = { ok: false, reason: { code: 'internal' } } as const;

const intents = (screenId: number): ByKind<Intent> => ({
  wake: [{ kind: 'wake', screenId }],
  activity: [{ kind: 'activity' }],
  listening: [{ kind: 'listening' }],
  choose: [
    'ticket',
    'general',
    'residence',
    'photo',
    'doc-3p',
    'R-1',
    'did-not',
    'rate-3',
    'flatbed',
    '0',
    'nonsense',
  ].map((id) => ({ kind: 'choose', id, screenId })),
  act: (
    [
      'back',
      'home',
      'next',
      'confirm',
      'scan',
      'retake',
      'print',
      'extend',
      'end-session',
      'report',
      'call-staff',
    ] as const
  ).map((action) => ({ kind: 'act', action, screenId })),
  'set-field': [
    { kind: 'set-field', field: 'address', value: '样例路1号', screenId },
    { kind: 'set-field', field: 'nonsense', value: 7, screenId },
    { kind: 'set-field', field: 'text', value: null, screenId },
  ],
  change: [
    { kind: 'change', target: 'where', screenId },
    { kind: 'change', target: 'nonsense', screenId },
  ],
  'drop-page': [{ kind: 'drop-page', page: 0, screenId }],
  settings: [
    { kind: 'settings', settings: { language: 'en', textSize: 200, contrast: 'dark', lowReach: true } },
    { kind: 'settings', settings: { language: 'xx' } },
  ],
  'staff-gesture': [{ kind: 'staff-gesture' }],
  'staff-login': [{ kind: 'staff-login', staffId: attendant.id, pin: '246810' }],
  'staff-act': (
    [
      'end-visit',
      'out-of-service',
      'in-service',
      'restart-app',
      'retry-devices',
      'paper-refilled',
      'leave',
    ] as const
  ).map((action) => ({ kind: 'staff-act', action })),
  'staff-paper': [{ kind: 'staff-paper', role: 'documentPrinter', left: 100 }],
});

/** Results come for what is waited for, and for what nobody waits for any more. */
const events = (standing: Standing, ref: string): ByKind<Event> => ({
  tick: [{ kind: 'tick' }, { kind: 'tick', timeShift: 86_400_000 }],
  intent: Object.values(intents(standing.session.screenId))
    .flat()
    .map((intent) => ({ kind: 'intent', intent })),
  device: allRoles.flatMap((role) =>
    [status(), status('absent'), status('busy'), status('faulted', 'paper-out')].map((each) => ({
      kind: 'device' as const,
      role,
      driver: 'test',
      status: each,
    })),
  ),
  presence: (['unknown', 'absent', 'present', 'read'] as const).map((presence) => ({
    kind: 'presence',
    presence,
  })),
  'scan-sources': [{ kind: 'scan-sources', sources: ['flatbed'] }],
  network: [
    { kind: 'network', online: true },
    { kind: 'network', online: false, stopped: 'status 401' },
  ],
  clock: [{ kind: 'clock' }, { kind: 'clock', off: { minutes: -1440, corrected: true } }],
  catalogue: [
    { kind: 'catalogue', catalogue: hall },
    { kind: 'catalogue', catalogue: { ...hall, items: [], zones: [], bundles: [], points: [], queues: [] } },
  ],
  'catalogue-fault': [{ kind: 'catalogue-fault', fault: 'items[0].id' }],
  queues: [
    {
      kind: 'queues',
      queues: [{ id: 'general', waiting: 7, averageServiceSeconds: 300, openWindows: 2, open: true }],
    },
  ],
  'numbers-left': [{ kind: 'numbers-left', left: {} }],
  backlog: [{ kind: 'backlog', backlog: { records: 1, files: 0, quarantined: 0 }, quarantine: [] }],
  'staff-people': [{ kind: 'staff-people', people: [] }],
  'out-of-service': (['staff', 'central', 'storage'] as const).map((by) => ({ kind: 'out-of-service', by })),
  'in-service': (['staff', 'central', 'storage'] as const).map((by) => ({ kind: 'in-service', by })),
  notice: [{ kind: 'notice', id: 'n', text: '停电', until: '2026-11-24T00:00:00+08:00' }],
  'paper-kept': [{ kind: 'paper-kept', stock: { ticketPrinter: { left: 3, from: 'counted', at: 0 } } }],
  interrupted: [
    {
      kind: 'interrupted',
      mark: { visit: 1, things: ['card'], settings: { language: 'en', textSize: 100 }, ended: false },
    },
  ],
  code: [{ kind: 'code', text: 'ABCD-EFGH' }],
  held: [{ kind: 'held', id: 'record-1' }],
  settled: [{ kind: 'settled', id: 'record-1', receiptNumber: 'HZ-1', waitingAhead: 3 }],
  card: [
    { kind: 'card', ref, read: { ok: true, value: invented } },
    { kind: 'card', ref, read: { ok: false, error: { ...fault, advice: 'several-cards' } } },
  ],
  'looked-up': [
    { kind: 'looked-up', ref, outcome: { ok: true, known: knownPerson } },
    { kind: 'looked-up', ref, outcome: { ok: false, reason: { code: 'unknown-person' } } },
  ],
  'code-known': [
    { kind: 'code-known', ref, code: 'LIC-1', outcome: { ok: true, known: knownPerson } },
    { kind: 'code-known', ref, code: 'LIC-1', outcome: { ok: false, reason: { code: 'unknown-person' } } },
  ],
  'handed-in': [
    { kind: 'handed-in', ref, outcome: { ok: true, records: [{ id: 'r', localCode: 'K7-20', seal: '{}' }] } },
    { kind: 'handed-in', ref, outcome: { ok: false, reason: { code: 'storage-full' } } },
  ],
  'ticket-issued': [
    { kind: 'ticket-issued', ref, outcome: { ok: true, id: 'r', number: 'A001', queueId: 'general' } },
    {
      kind: 'ticket-issued',
      ref,
      outcome: { ok: false, reason: { code: 'one-ticket-only', params: { number: 'A001' } } },
    },
  ],
  slip: [
    { kind: 'slip', ref, outcome: { ok: true } },
    { kind: 'slip', ref, outcome: { ok: false, error: fault } },
    { kind: 'slip', ref, outcome: { ok: false, error: { ...fault, code: 'outcome-unknown' } } },
  ],
  'scan-progress': [{ kind: 'scan-progress', ref, page: 1 }],
  scanned: [
    { kind: 'scanned', ref, pages: [{ handle: 'h', verdicts: ['blank'] }] },
    { kind: 'scanned', ref, pages: [], error: { ...fault, code: 'timeout' } },
  ],
  joined: [
    { kind: 'joined', ref, outcome: { ok: true, handle: 'h' } },
    { kind: 'joined', ref, outcome: no },
  ],
  saved: [
    { kind: 'saved', ref, outcome: { ok: true, id: 'r', localCode: 'K7-20' } },
    { kind: 'saved', ref, outcome: { ok: false, reason: { code: 'storage-full' } } },
  ],
  document: [
    { kind: 'document', ref, outcome: { ok: true, handle: 'h', pages: 9 } },
    { kind: 'document', ref, outcome: { ok: false, reason: { code: 'document-gone' } } },
  ],
  'print-progress': [{ kind: 'print-progress', ref, progress: { sheetsDone: 1, sheets: 3 } }],
  printed: [
    { kind: 'printed', ref, end: { ok: true, ledger: { asked: 3, taken: 3, spoiled: 0, unknown: 0 } } },
    {
      kind: 'printed',
      ref,
      end: { ok: false, error: fault, ledger: { asked: 3, taken: 1, spoiled: 1, unknown: 1 }, owed: [2, 3] },
    },
  ],
  'draft-found': [
    { kind: 'draft-found', ref, outcome: { ok: true, draft: { id: 'd', sealed: 's', alg: 'aes-256-gcm' } } },
    { kind: 'draft-found', ref, outcome: { ok: false, error: 'offline' } },
    { kind: 'draft-found', ref, outcome: { ok: false, error: 'gone' } },
  ],
  'draft-unsealed': [
    {
      kind: 'draft-unsealed',
      ref,
      outcome: { ok: true, itemId: 'residence', onBehalf: false, values: { moved: true }, papers: ['photo'] },
    },
    {
      kind: 'draft-unsealed',
      ref,
      outcome: { ok: true, itemId: 'gone', onBehalf: false, values: {}, papers: [] },
    },
    { kind: 'draft-unsealed', ref, outcome: { ok: false } },
  ],
  'guide-media': [
    { kind: 'guide-media', ref, outcome: { ok: true, handle: 'h' } },
    { kind: 'guide-media', ref, outcome: { ok: false } },
  ],
  'effect-failed': [{ kind: 'effect-failed', ref }],
  pin: [
    { kind: 'pin', ref, staffId: attendant.id, right: true },
    { kind: 'pin', ref, staffId: attendant.id, right: false },
  ],
});

const isResult = (event: Event): boolean => 'ref' in event;

/** Every event as it can come here; results twice, for the operation that is awaited and for a forgotten one. */
export const everyEvent = (standing: Standing): readonly Event[] => {
  const forgotten = Object.values(events(standing, 'forgotten')).flat();
  const awaited = standing.waiting.at(-1)?.ref;
  if (awaited === undefined) return forgotten;
  return [...forgotten, ...Object.values(events(standing, awaited)).flat().filter(isResult)];
};
