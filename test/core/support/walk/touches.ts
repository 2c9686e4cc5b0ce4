import type { Action, Intent } from '../../../../electron/contract/intents.ts';
import type { Snapshot } from '../../../../electron/contract/snapshot.ts';
import { attendant, invented } from '../people.ts';
import { type Draw, pick } from './draw.ts';

const actions: readonly Action[] = [
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
];

/** What can be touched on the screen by its id. */
const choices = ({ screen }: Snapshot): readonly string[] => {
  switch (screen.name) {
    case 'home':
      return screen.choices.map(({ id }) => id);
    case 'ticket':
      return [...screen.queues.map(({ id }) => id), ...screen.priorities, 'on-behalf'];
    case 'catalogue':
      return [...screen.zones, ...screen.bundles, ...screen.items].map(({ id }) => id);
    case 'item':
      return ['guide', 'on-behalf'];
    case 'guide':
      return ['0', '1', '7'];
    case 'materials':
      return screen.materials.map(({ id }) => id);
    case 'scan':
      return ['flatbed', 'feeder'];
    case 'documents':
      return screen.documents.map(({ id }) => id);
    case 'progress':
      return screen.applications.map(({ receiptNumber }) => receiptNumber);
    case 'printing':
      return ['came-out', 'did-not'];
    case 'finish':
      return ['rate-1', 'rate-5'];
    case 'nearby':
      return screen.points.map(({ id }) => id);
    default:
      return [];
  }
};

const values = [
  null,
  '',
  'x',
  '杭州某公司',
  '13800000001',
  '2026-05-01',
  '11010519491231002X',
  true,
  false,
  7,
  ['a'],
];

const typing = (draw: Draw, { screen, screenId }: Snapshot): Intent => {
  const fields =
    screen.name === 'form'
      ? screen.page.fields.map(({ id }) => id)
      : screen.name === 'resume'
        ? ['code']
        : ['name', 'idNumber', 'text', 'contact', 'address'];
  const right: Readonly<Record<string, string | boolean>> = {
    address: '样例路1号',
    moved: draw(2) === 0,
    movedOn: '2026-05-01',
    employer: '杭州某公司',
    phone: '13800000001',
    note: '两枚',
    firm: '测试面馆',
    region: '上海',
    name: invented.name,
    idNumber: invented.idNumber,
    code: 'ABCD-EFGH',
  };
  const field = pick(draw, fields) ?? 'name';
  const known = right[field];
  const value = draw(4) > 0 && known !== undefined ? known : (pick(draw, values) ?? null);
  return { kind: 'set-field', field, value, screenId };
};

/** Items and a bundle that lead through every kind of screen. */
const matters = ['residence', 'residence', 'for-another', 'shop', 'business', 'regional'];

/** Where a screen has a way on, the touches that take it. */
const onward: Partial<Record<Snapshot['screen']['name'], readonly Action[]>> = {
  item: ['next'],
  form: ['next'],
  review: ['confirm'],
  preview: ['print'],
  report: ['confirm'],
  materials: ['next'],
  scan: ['scan', 'confirm'],
  call: ['back'],
  resume: ['next'],
  trouble: ['home', 'print'],
  finish: ['home', 'home', 'print'],
  'idle-warning': ['extend'],
};

/** A touch, a key or a gesture: mostly one that fits the screen, sometimes one that comes late or makes no sense. */
export const anyIntent = (draw: Draw, snapshot: Snapshot): Intent => {
  const screenId = draw(20) === 0 ? snapshot.screenId - 1 : snapshot.screenId;
  const shown = choices(snapshot);
  // Of a screen with one way on, half of the touches take it: a walk should get somewhere.
  const { name } = snapshot.screen;
  if (draw(2) === 0) {
    if (name === 'attract') return { kind: 'wake', screenId };
    if (name === 'staff' || name === 'staff-login') return { kind: 'staff-act', action: 'leave' };
    if (name === 'ticket') return { kind: 'choose', id: 'general', screenId };
    if (name === 'catalogue') return { kind: 'choose', id: pick(draw, matters) ?? '', screenId };
    if (name === 'item' && draw(3) === 0) return { kind: 'choose', id: 'on-behalf', screenId };
    if (name === 'form' && draw(2) === 0) return typing(draw, snapshot);
    const way = onward[name];
    const action = way === undefined ? undefined : pick(draw, way);
    if (action !== undefined) return { kind: 'act', action, screenId };
  }
  switch (draw(18)) {
    case 0:
      return { kind: 'wake', screenId };
    case 1:
      return { kind: 'activity' };
    case 2:
      return {
        kind: 'change',
        target: pick(draw, ['where', 'work', 'contact', 'materials', 'no']) ?? '',
        screenId,
      };
    case 3:
      return { kind: 'drop-page', page: draw(3), screenId };
    case 4:
      return {
        kind: 'settings',
        settings: { language: pick(draw, ['zh-CN', 'en', 'xx']) ?? 'en', lowReach: draw(2) === 0 },
      };
    case 5:
      return draw(9) === 0 ? { kind: 'staff-gesture' } : { kind: 'activity' };
    case 6:
      return { kind: 'staff-login', staffId: attendant.id, pin: '246810' };
    case 7: {
      const deeds = ['end-visit', 'out-of-service', 'in-service', 'retry-devices', 'leave', 'leave'] as const;
      return { kind: 'staff-act', action: pick(draw, deeds) ?? 'leave' };
    }
    case 8:
    case 9:
    case 10:
      return typing(draw, snapshot);
    case 11:
    case 12:
      return { kind: 'act', action: pick(draw, actions) ?? 'next', screenId };
    case 13:
      return { kind: 'act', action: pick(draw, ['next', 'confirm', 'scan', 'print']) ?? 'next', screenId };
    default:
      return shown.length === 0
        ? { kind: 'act', action: pick(draw, ['next', 'confirm']) ?? 'next', screenId }
        : { kind: 'choose', id: pick(draw, shown) ?? '', screenId };
  }
};
