import { z } from 'zod';
import { Text } from './text.ts';

/** The service catalogue as the central system delivers it. Unknown fields are dropped, a wrong one refuses the whole. */

const Id = z.string().min(1);
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);

/** 1 = Monday. An empty list means always. */
export const Hours = z.array(
  z.object({ days: z.array(z.number().int().min(1).max(7)), from: TimeOfDay, to: TimeOfDay }),
);
export type Hours = z.infer<typeof Hours>;

export const Queue = z.object({
  id: Id,
  name: Text,
  /** May be empty: the number alone is called. */
  prefix: z.string().max(8),
  kind: z.enum(['general', 'field', 'theme']),
  hours: Hours,
  windows: z.string().optional(),
  identity: z.enum(['card', 'none']).optional(),
});
export type Queue = z.infer<typeof Queue>;

export const VisibleIf = z.object({ field: Id, equals: z.union([z.string(), z.number(), z.boolean()]) });
export type VisibleIf = z.infer<typeof VisibleIf>;

export const FieldKind = z.enum([
  'text',
  'name',
  'idNumber',
  'phone',
  'date',
  'choice',
  'choices',
  'number',
  'amount',
  'address',
  'yesNo',
  'signature',
]);
export type FieldKind = z.infer<typeof FieldKind>;

export const Field = z.object({
  id: Id,
  label: Text,
  kind: FieldKind,
  required: z.boolean().optional(),
  options: z.array(z.object({ id: Id, label: Text })).optional(),
  pattern: z.string().optional(),
  min: z.union([z.number(), z.string()]).optional(),
  max: z.union([z.number(), z.string()]).optional(),
  visibleIf: VisibleIf.optional(),
  help: Text.optional(),
});
export type Field = z.infer<typeof Field>;

export const Page = z.object({ id: Id, title: Text, fields: z.array(Field) });
export type Page = z.infer<typeof Page>;

export const Material = z.object({
  id: Id,
  name: Text,
  required: z.boolean(),
  source: z.enum(['scan', 'records', 'licence']),
  pages: z.object({ min: z.number().int().min(1), max: z.number().int().min(1) }).optional(),
  deferrable: z.boolean().optional(),
  deferDays: z.number().int().min(0).optional(),
  visibleIf: VisibleIf.optional(),
});
export type Material = z.infer<typeof Material>;

export const GuideStep = z.object({
  text: Text,
  audio: z.string().optional(),
  picture: z.string().optional(),
});

export const Item = z.object({
  id: Id,
  version: z.number().int(),
  name: Text,
  department: Text,
  audience: z.enum(['person', 'business']),
  zone: Id.optional(),
  keywords: z.array(z.string()).optional(),
  route: z.enum(['kiosk', 'counter', 'online', 'print']),
  queueId: Id.optional(),
  promiseDays: z.number().optional(),
  legalDays: z.number().optional(),
  fee: z.string().optional(),
  regions: z.array(z.string()).optional(),
  agentAllowed: z.boolean().optional(),
  identity: z.enum(['card', 'typed', 'none']),
  prefill: z.record(z.string(), z.string()).optional(),
  form: z.array(Page),
  materials: z.array(Material),
  consent: z.object({ version: z.string(), text: Text }).optional(),
  outcome: z
    .array(
      z.object({ kind: z.literal('document'), documentId: z.string().optional(), title: Text.optional() }),
    )
    .optional(),
  guide: z.array(GuideStep).optional(),
});
export type Item = z.infer<typeof Item>;

export const Bundle = z.object({
  id: Id,
  name: Text,
  items: z.array(Id),
  sharedFields: z.record(z.string(), z.array(z.string())).optional(),
});
export type Bundle = z.infer<typeof Bundle>;

export const Zone = z.object({ id: Id, name: Text, icon: z.string().optional(), items: z.array(Id) });
export type Zone = z.infer<typeof Zone>;

export const Point = z.object({
  id: Id,
  name: Text,
  address: Text,
  distanceMetres: z.number(),
  hours: Hours,
  kioskServices: z.array(z.string()).optional(),
  phone: z.string().optional(),
});
export type Point = z.infer<typeof Point>;

export const Notice = z.object({
  id: Id,
  text: Text,
  from: z.string(),
  until: z.string(),
  level: z.enum(['info', 'warning']),
});
export type Notice = z.infer<typeof Notice>;

export const Catalogue = z.object({
  version: z.string().min(1),
  queues: z.array(Queue),
  items: z.array(Item),
  bundles: z.array(Bundle).optional(),
  zones: z.array(Zone).optional(),
  points: z.array(Point).optional(),
  notices: z.array(Notice).optional(),
});
export type Catalogue = z.infer<typeof Catalogue>;
