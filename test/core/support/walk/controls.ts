import type { Action, Intent } from '../../../../electron/contract/intents.ts';
import type { Screen } from '../../../../electron/contract/screens.ts';
import type { Snapshot } from '../../../../electron/contract/snapshot.ts';

/**
 * What a screen offers to be touched, as the renderer draws it: `data-action` and `data-choice`, and which of them are
 * `aria-disabled`. `test/renderer/controls.spec.ts` holds it against the drawn screens.
 */
export type Control = {
  readonly kind: 'action' | 'choice' | 'change';
  readonly id: string;
  readonly enabled: boolean;
  /** Chosen already: touched again it stays so. */
  readonly selected?: true;
};

const action = (id: Action, enabled = true): Control => ({ kind: 'action', id, enabled });
const choice = (id: string, unavailable?: unknown): Control => ({
  kind: 'choice',
  id,
  enabled: unavailable === undefined,
});

/** What the screen itself shows; the standing actions and the help panel come on top. */
const own = (screen: Screen): readonly Control[] => {
  switch (screen.name) {
    case 'home':
      return screen.choices.map(({ id, unavailable }) => choice(id, unavailable));
    case 'ticket':
      return [
        ...screen.priorities.filter((id) => id !== 'none').map((id) => choice(id)),
        choice('on-behalf'),
        ...(screen.appointments === 'ask' ? [action('next')] : []),
        ...screen.queues.map(({ id, unavailable }) => choice(id, unavailable)),
      ];
    case 'identify':
      return screen.state === 'waiting' && (screen.typed !== undefined || screen.canSkip)
        ? [action('next')]
        : [];
    case 'catalogue':
      return [
        ...(screen.zone === undefined
          ? [
              ...screen.bundles.map(({ id, unavailable }) => choice(id, unavailable)),
              ...screen.zones.map(({ id }) => choice(id)),
            ]
          : []),
        ...screen.items.map(({ id, unavailable }) => choice(id, unavailable)),
      ];
    case 'item':
      return [
        ...(hasWay(screen) ? [action('next')] : []),
        ...(screen.hasGuide ? [choice('guide')] : []),
        ...(screen.onBehalf === undefined ? [] : [choice('on-behalf', screen.onBehalf.unavailable)]),
      ];
    case 'guide':
      return [
        ...(screen.step < screen.steps.length - 1 ? [action('next')] : []),
        ...(screen.step > 0 ? [choice(String(screen.step - 1))] : []),
      ];
    case 'form':
      return [action('next')];
    case 'materials':
      return [
        action('next', screen.complete),
        ...screen.materials
          .filter(({ source }) => source !== 'records')
          .map(({ id, unavailable }) => choice(id, unavailable)),
      ];
    case 'scan':
      return scanControls(screen);
    case 'review':
      return [
        action('confirm'),
        ...[
          ...new Set(screen.sections.flatMap(({ rows }) => rows.flatMap(({ change }) => change ?? []))),
        ].map((id): Control => ({ kind: 'change', id, enabled: true })),
      ];
    case 'documents': {
      const nothing = screen.unavailable !== undefined || screen.documents.length === 0;
      return [
        ...(nothing ? [action('home'), action('report')] : []),
        ...screen.documents.map(({ id, unavailable }) => choice(id, unavailable)),
      ];
    }
    case 'preview':
      return [action('print', screen.state === 'ready' && screen.unavailable === undefined)];
    case 'printing':
      return screen.state === 'asking' ? [choice('came-out'), choice('did-not')] : [];
    case 'progress':
      return [
        action('home'),
        action('end-session'),
        ...screen.applications
          .filter(({ missing }) => missing.length > 0)
          .map(({ receiptNumber }) => choice(receiptNumber)),
      ];
    case 'report':
      return [action('confirm', screen.state !== 'saving')];
    case 'nearby':
      return screen.points.map(({ id }) => choice(id));
    case 'resume':
      return [action('next', screen.state !== 'opening' && screen.unavailable === undefined)];
    case 'finish':
      return [
        action('end-session'),
        action('home'),
        ...noticeOf(screen),
        ...screen.suggestions.map(({ itemId }) => choice(itemId)),
        ...(screen.rating === undefined
          ? []
          : ([1, 2, 3, 4, 5] as const).map((score) => rated(score, screen.rating?.given))),
      ];
    case 'trouble':
      return [
        ...(screen.canPrint ? [action('print')] : []),
        action('home'),
        action('end-session'),
        action('call-staff'),
      ];
    case 'idle-warning':
      return [action('extend'), action('end-session')];
    case 'take-belongings':
      return [action('confirm', screen.sensed.length === 0)];
    case 'agent':
    case 'attract':
    case 'call':
    case 'staff-login':
    case 'staff':
    case 'out-of-service':
      return [];
  }
};

/** 受理通知书 on A4, once. */
const noticeOf = ({ matter }: Extract<Screen, { name: 'finish' }>): readonly Control[] =>
  matter.kind !== 'application' || matter.notice === undefined || matter.notice.printed
    ? []
    : [action('print', matter.notice.unavailable === undefined)];

/** One rating a matter; the one that was given stays pressed. */
const rated = (score: number, given: number | undefined): Control => ({
  ...choice(`rate-${score}`, given === undefined || given === score ? undefined : 'given'),
  ...(given === score ? { selected: true } : {}),
});

/** An item can be begun here, or its counter's ticket taken. */
const hasWay = ({ unavailable, queueId }: Extract<Screen, { name: 'item' }>): boolean => {
  if (unavailable === undefined) return true;
  const counter = unavailable.code === 'counter-only' || unavailable.code === 'fee-at-counter';
  return counter && queueId !== undefined;
};

const scanControls = (screen: Extract<Screen, { name: 'scan' }>): readonly Control[] => {
  const { state, pages, sources, source, material, canConfirm } = screen;
  const ready = state === 'ready';
  const full = pages.length >= material.max;
  const scan = action('scan', ready && !full);
  return [
    ...(sources.length > 1 && ready
      ? sources.map((one): Control => ({ ...choice(one), ...(one === source ? { selected: true } : {}) }))
      : []),
    ...(pages.length === 0
      ? [scan]
      : [
          action('confirm', ready && canConfirm),
          action('retake', ready),
          ...(pages.length === material.max ? [] : [scan]),
        ]),
  ];
};

const homeless = new Set([
  'idle-warning',
  'take-belongings',
  'out-of-service',
  'finish',
  'progress',
  'trouble',
]);
const bare = new Set(['attract', 'staff', 'staff-login']);
const visitless = new Set(['take-belongings', 'out-of-service']);

/** The bar at the bottom of every citizen's screen: back, or home where there is nothing to go back to. */
const standing = ({ screen, canGoBack, busy }: Snapshot): readonly Control[] => {
  if (bare.has(screen.name)) return [];
  if (canGoBack && screen.name !== 'idle-warning') return [action('back')];
  return homeless.has(screen.name) || (screen.name === 'printing' && busy) ? [] : [action('home')];
};

/** Behind `help`. */
const helped = ({ screen }: Snapshot): readonly Control[] => {
  const { name } = screen;
  if (bare.has(name)) return [];
  const told = name === 'call' || (name === 'printing' && screen.toldAt !== undefined);
  return [
    ...(told ? [] : [action('call-staff')]),
    ...(name === 'printing' || name === 'report' || visitless.has(name) ? [] : [action('report')]),
    ...(visitless.has(name) ? [] : [action('end-session')]),
  ];
};

export const ownControls = (snapshot: Snapshot): readonly Control[] => own(snapshot.screen);

/** Everything that can be touched from here, the help panel included. */
export const controlsOf = (snapshot: Snapshot): readonly Control[] => {
  const all = [...own(snapshot.screen), ...standing(snapshot), ...helped(snapshot)];
  return all.filter(
    ({ kind, id }, index) => all.findIndex((other) => other.kind === kind && other.id === id) === index,
  );
};

export const intentOf = ({ kind, id }: Control, { screenId }: Snapshot): Intent => {
  if (kind === 'choice') return { kind: 'choose', id, screenId };
  return kind === 'change'
    ? { kind: 'change', target: id, screenId }
    : { kind: 'act', action: id as Action, screenId };
};
