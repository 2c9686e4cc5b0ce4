import { onReceiptTick } from '../journeys/hand-in.ts';
import { countPaper } from '../staff/paper.ts';
import { logIn, onStaffSign, onStaffTick, openLogin, staffAct } from '../staff/staff.ts';
import { onBelongingsTick } from './belongings.ts';
import type { Effect } from './effects.ts';
import type { Event } from './events.ts';
import { nobodyHere } from './exit.ts';
import { onFact } from './facts.ts';
import { onIdleTick, onListening, onSignOfLife } from './idle.ts';
import { onIntent } from './intents.ts';
import { markOf } from './left-behind.ts';
import { beginJobs, endJob, toKeep } from './paper/jobs.ts';
import { noPaper } from './paper/stock.ts';
import { onResult } from './results.ts';
import type { Session, World } from './state.ts';
import { Turn } from './turn.ts';

export type { Effect } from './effects.ts';
export type { Event } from './events.ts';
export type { Session } from './state.ts';

/** Before anybody came. */
export const initialSession = (kiosk: World['kiosk'], now: number): Session => ({
  world: {
    now,
    kiosk,
    devices: {},
    card: { presence: 'unknown', trusted: false, fresh: false, tried: false },
    scanSources: [],
    paper: noPaper,
    network: { online: false, since: now },
    queues: [],
    served: {},
    numbersLeft: {},
    backlog: { records: 0, files: 0, quarantined: 0 },
    quarantine: [],
    staffPeople: [],
    notices: [],
  },
  phase: nobodyHere,
  wrongPins: { count: 0, lockedUntil: 0 },
  visits: 0,
  serials: 0,
  screenId: 0,
});

/** Which screen is shown, as a word; when it changes, a late touch hits nothing. */
const screenKey = ({ phase, staff, world }: Session): string => {
  if (staff !== undefined) return `staff/${staff.at}`;
  if (phase.at !== 'visit') return `${phase.at}/${world.outOfService === undefined}`;
  const { visit } = phase;
  return `${visit.number}/${visit.place.serial}/${visit.warnedAt === undefined}`;
};

/** Whatever is less comes from looking at two clocks one after the other. Milliseconds. */
const NEW_TIME = 1_000;

const onTime = (turn: Turn, timeShift: number | undefined): void => {
  if (timeShift === undefined) return;
  if (Math.abs(timeShift - (turn.world.timeShift ?? 0)) >= NEW_TIME) turn.fact({ timeShift });
};

const handle = (turn: Turn, event: Event): void => {
  switch (event.kind) {
    case 'tick':
      onTime(turn, event.timeShift);
      onStaffTick(turn);
      onBelongingsTick(turn);
      onReceiptTick(turn);
      onIdleTick(turn);
      return;
    case 'intent': {
      const { intent } = event;
      if (intent.kind === 'staff-gesture') return openLogin(turn);
      if (intent.kind === 'staff-login') return logIn(turn, intent);
      if (intent.kind === 'staff-act') return staffAct(turn, intent);
      if (intent.kind === 'staff-paper') return countPaper(turn, intent);
      if (intent.kind === 'listening') return onListening(turn);
      onStaffSign(turn);
      onSignOfLife(turn);
      if (intent.kind === 'activity') return;
      if (intent.kind === 'settings') {
        const visit = turn.visit;
        const { language } = intent.settings;
        if (visit === undefined) return;
        if (language !== undefined && !turn.world.kiosk.languages.includes(language)) return;
        turn.change({ settings: { ...visit.settings, ...intent.settings } });
        return;
      }
      if (turn.session.staff === undefined) onIntent(turn, intent);
      return;
    }
    case 'card':
    case 'looked-up':
    case 'code-known':
    case 'ticket-issued':
    case 'slip':
    case 'scan-progress':
    case 'scanned':
    case 'joined':
    case 'saved':
    case 'handed-in':
    case 'document':
    case 'print-progress':
    case 'printed':
    case 'pin':
    case 'effect-failed':
    case 'draft-found':
    case 'draft-unsealed':
    case 'guide-media':
      return onResult(turn, event);
    default:
      return onFact(turn, event);
  }
};

/** Told to the disk whenever it changes, and before anything else of this step. */
const markChange = (before: Session, after: Session): readonly Effect[] => {
  if (before.phase === after.phase && before.world === after.world) return [];
  const mark = markOf(after);
  if (JSON.stringify(mark) === JSON.stringify(markOf(before))) return [];
  return [{ do: 'keep-mark', ...(mark === undefined ? {} : { mark }) }];
};

/** So is the count of paper: before a sheet of it moves. */
const paperChange = (before: Session, after: Session): readonly Effect[] => {
  if (before.world.paper === after.world.paper) return [];
  const stock = toKeep(after.world.paper);
  return JSON.stringify(stock) === JSON.stringify(toKeep(before.world.paper))
    ? []
    : [{ do: 'keep-paper', stock }];
};

/** One thing happens at `now`. Pure: the same session and event give the same next session and effects. */
export const step = (session: Session, event: Event, now: number): readonly [Session, ...Effect[]] => {
  const turn = new Turn({ ...session, world: { ...session.world, now } });
  turn.fact({ paper: endJob(turn.world.paper, event) });
  handle(turn, event);
  turn.fact({ paper: beginJobs(turn.world.paper, turn.effects) });
  const next =
    screenKey(turn.session) === screenKey(session)
      ? turn.session
      : { ...turn.session, screenId: session.screenId + 1 };
  return [next, ...markChange(session, next), ...paperChange(session, next), ...turn.effects];
};
