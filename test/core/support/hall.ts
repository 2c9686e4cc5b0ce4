import type { ConditionCode, DeviceStatus, Link, Role } from '../../../devices/device.ts';
import { Catalogue } from '../../../electron/contract/catalogue.ts';
import type { Event } from '../../../electron/core/session/session.ts';
import { attendant } from './people.ts';

/** A small invented hall in which every rule of the catalogue occurs once. Monday, 10:00 in Hangzhou. */

export const openingTime = Date.parse('2026-11-23T10:00:00+08:00');

const text = (words: string): { 'zh-CN': string; en: string } => ({ 'zh-CN': words, en: `${words} (en)` });

const residence = {
  id: 'residence',
  version: 3,
  name: text('居住登记'),
  department: text('公安'),
  audience: 'person',
  zone: 'people',
  route: 'kiosk',
  identity: 'card',
  promiseDays: 5,
  prefill: { address: 'homeAddress', phone: 'mobile' },
  consent: { version: 'c-2', text: text('我同意') },
  form: [
    {
      id: 'where',
      title: text('住在哪里'),
      fields: [
        { id: 'address', label: text('地址'), kind: 'address', required: true },
        { id: 'moved', label: text('今年搬过家吗'), kind: 'yesNo', required: true },
        {
          id: 'movedOn',
          label: text('哪天搬的'),
          kind: 'date',
          required: true,
          min: '2026-01-01',
          max: '2026-12-31',
          visibleIf: { field: 'moved', equals: true },
        },
      ],
    },
    {
      id: 'work',
      title: text('在哪里工作'),
      fields: [
        {
          id: 'employer',
          label: text('单位'),
          kind: 'text',
          required: true,
          visibleIf: { field: 'moved', equals: true },
        },
      ],
    },
    {
      id: 'contact',
      title: text('怎么联系您'),
      fields: [{ id: 'phone', label: text('电话'), kind: 'phone', required: true }],
    },
  ],
  materials: [
    { id: 'photo', name: text('照片'), required: true, source: 'scan', pages: { min: 1, max: 2 } },
    { id: 'lease', name: text('租约'), required: true, source: 'scan', deferrable: true, deferDays: 7 },
    { id: 'household', name: text('户籍'), required: true, source: 'records' },
    {
      id: 'old-lease',
      name: text('旧租约'),
      required: true,
      source: 'scan',
      visibleIf: { field: 'moved', equals: true },
    },
  ],
};

const short = (id: string, more: object): object => ({
  id,
  version: 1,
  name: text(id),
  department: text('窗口'),
  audience: 'person',
  route: 'kiosk',
  identity: 'none',
  form: [],
  materials: [],
  ...more,
});

const note = {
  id: 'about',
  title: text('什么事'),
  fields: [{ id: 'note', label: text('说明'), kind: 'text' }],
};

const firm = {
  id: 'firm',
  title: text('哪家企业'),
  fields: [
    { id: 'firm', label: text('名称'), kind: 'text', required: true },
    { id: 'phone', label: text('电话'), kind: 'phone', required: true },
  ],
};

export const hall = Catalogue.parse({
  version: 'v1',
  queues: [
    { id: 'general', name: text('综合窗口'), prefix: 'A', kind: 'general', hours: [], windows: '1-8' },
    { id: 'insurance', name: text('社保'), prefix: 'B', kind: 'field', hours: [], identity: 'card' },
    {
      id: 'sunday',
      name: text('周日窗口'),
      prefix: 'C',
      kind: 'theme',
      hours: [{ days: [7], from: '09:00', to: '17:00' }],
    },
  ],
  items: [
    residence,
    short('plain', {}),
    short('typed', { identity: 'typed', form: [note], prefill: { note: 'homeAddress' } }),
    short('counter', { route: 'counter', queueId: 'general' }),
    short('online', { route: 'online' }),
    short('paid', { fee: '20元', queueId: 'general' }),
    short('certificate', { route: 'print', identity: 'card' }),
    short('for-another', { identity: 'card', agentAllowed: true, form: [note] }),
    short('typed-for-another', { identity: 'typed', agentAllowed: true }),
    short('regional', { regions: ['上海', '江苏'], form: [note] }),
    short('business', {
      audience: 'business',
      identity: 'card',
      form: [firm],
      prefill: { firm: 'businessName', phone: 'mobile' },
      materials: [{ id: 'licence', name: text('执照'), required: true, source: 'licence' }],
    }),
    short('business-by-agent', { audience: 'business', identity: 'card', agentAllowed: true }),
    short('opening', {
      identity: 'card',
      promiseDays: 3,
      form: [firm, { ...note, id: 'opening-note' }],
      materials: [
        { id: 'premises', name: text('场所'), required: true, source: 'scan', pages: { min: 1, max: 3 } },
      ],
    }),
    short('seal', {
      identity: 'card',
      promiseDays: 2,
      agentAllowed: true,
      form: [
        { ...firm, id: 'seal-firm' },
        {
          id: 'seal',
          title: text('刻几枚'),
          fields: [{ id: 'note', label: text('几枚'), kind: 'text', required: true }],
        },
      ],
      materials: [
        { id: 'premises', name: text('场所'), required: true, source: 'scan', pages: { min: 1, max: 5 } },
        { id: 'permit', name: text('许可'), required: true, source: 'scan', deferrable: true, deferDays: 7 },
      ],
    }),
    short('guided', {
      guide: [
        { text: text('第一步'), audio: '/guides/first.mp3', picture: '/guides/first.png' },
        { text: text('第二步') },
      ],
    }),
  ],
  bundles: [
    {
      id: 'shop',
      name: text('开店'),
      items: ['opening', 'seal'],
      sharedFields: { firm: ['opening.firm', 'seal.firm'], phone: ['opening.phone', 'seal.phone'] },
    },
    { id: 'broken', name: text('缺一件'), items: ['opening', 'gone'] },
  ],
  zones: [{ id: 'people', name: text('户籍'), items: ['residence', 'plain'] }],
  points: [
    {
      id: 'street-office',
      name: text('街道'),
      address: text('一号'),
      distanceMetres: 400,
      hours: [],
      kioskServices: ['print', 'ticket'],
    },
  ],
});

export const allRoles: readonly Role[] = [
  'idReader',
  'ticketPrinter',
  'documentPrinter',
  'scanner',
  'codeScanner',
];

/** What a device says of itself; a condition named here is an error. */
export const status = (link: Link = 'ready', ...errors: readonly ConditionCode[]): DeviceStatus => ({
  link,
  conditions: errors.map((code) => ({ code, severity: 'error' })),
});

export const kiosk = {
  id: 'HZ-XH-0012',
  hall: '西湖区政务服务中心',
  timezone: 'Asia/Shanghai',
  languages: ['zh-CN', 'en'],
  version: '1.0.0',
  simulated: true,
};

/** What happens before anybody comes: all devices ready, online, the catalogue there, the pad seen empty. */
export const opening: readonly Event[] = [
  { kind: 'catalogue', catalogue: hall },
  { kind: 'network', online: true },
  { kind: 'numbers-left', left: { general: 50, insurance: 50, sunday: 50 } },
  { kind: 'staff-people', people: [attendant] },
  { kind: 'scan-sources', sources: ['flatbed', 'feeder'] },
  ...allRoles.map((role): Event => ({ kind: 'device', role, driver: 'test', status: status() })),
  { kind: 'presence', presence: 'absent' },
];
