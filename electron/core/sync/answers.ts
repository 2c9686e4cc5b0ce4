import { z } from 'zod';

/**
 * What the central system answers, parsed at the door. Unknown members are dropped; a member that may be absent is
 * taken as absent when it does not fit; an entry of a list that does not fit is left out, the others stay.
 */

const maybe = <S extends z.ZodType>(schema: S) => schema.optional().catch(undefined);
const text = maybe(z.string());

const listOf = <S extends z.ZodType>(schema: S) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((entries) =>
      entries.flatMap((entry): z.output<S>[] => {
        const parsed = schema.safeParse(entry);
        return parsed.success ? [parsed.data] : [];
      }),
    );

/** An answer without content lets the kiosk in all the same. */
export const HeartbeatAnswer = z
  .object({
    serverTime: text,
    catalogVersion: text,
    commands: listOf(
      z.object({
        id: z.string().min(1),
        kind: z.string().min(1),
        message: text,
        text,
        until: text,
      }),
    ),
  })
  .catch({ commands: [] });
export type HeartbeatAnswer = z.infer<typeof HeartbeatAnswer>;
/** `kind` is one of central-api's, or one this version does not know. */
export type Command = HeartbeatAnswer['commands'][number];

export const QueueLoad = z.object({
  id: z.string().min(1),
  waiting: z.number().catch(0),
  averageServiceSeconds: z.number().catch(0),
  openWindows: z.number().catch(0),
  open: z.boolean().catch(true),
});
export type QueueLoad = z.infer<typeof QueueLoad>;
export const QueueLoads = z.array(z.unknown()).pipe(listOf(QueueLoad));

export const TicketBlock = z
  .object({
    id: text,
    queueId: text,
    businessDate: text,
    prefix: text,
    from: z.number().int().nonnegative(),
    to: z.number().int().nonnegative(),
  })
  .refine((block) => block.from <= block.to, { path: ['to'], message: 'is before from' });

export const Application = z.object({
  receiptNumber: z.string(),
  itemId: z.string().catch(''),
  title: z.string().catch(''),
  status: z.string().catch(''),
  updatedAt: z.string().catch(''),
  promisedBy: text,
  missing: listOf(z.object({ materialId: z.string(), name: z.string().catch('') })),
});

export const HeldDocument = z.object({
  id: z.string().min(1),
  title: z.string().catch(''),
  issuer: z.string().catch(''),
  issuedOn: z.string().catch(''),
  expiresOn: text,
  pages: z.number().int().min(1).catch(1),
  mediaType: z.string().catch('application/pdf'),
  fee: text,
  assurance: maybe(z.enum(['card', 'face'])),
});

/** Values of other kinds than text are put as text; nested ones are left out. */
const Profile = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform(
    (profile): Record<string, string> =>
      Object.fromEntries(
        Object.entries(profile).flatMap(([field, value]) =>
          ['string', 'number', 'boolean'].includes(typeof value) ? [[field, String(value)]] : [],
        ),
      ),
  );

export const KnownPerson = z.object({
  subjectToken: text,
  profile: Profile,
  applications: listOf(Application),
  documents: listOf(HeldDocument),
  appointments: listOf(z.object({ id: z.string(), queueId: z.string(), at: z.string() })),
  suggestions: listOf(z.object({ itemId: z.string(), reason: z.string().catch('') })),
});
export type KnownPerson = z.infer<typeof KnownPerson>;

export const KnownByCode = KnownPerson.extend({
  documentType: maybe(z.enum(['resident-id', 'hmt-residence', 'foreign-pr-2017', 'foreign-pr-2023'])),
  idNumber: text,
  name: text,
  business: maybe(z.object({ name: z.string(), creditCode: z.string(), role: z.string().catch('') })),
});
export type KnownByCode = z.infer<typeof KnownByCode>;

export const DraftAnswer = z.object({ id: z.string(), sealed: z.string(), alg: z.string() });
export type DraftAnswer = z.infer<typeof DraftAnswer>;

const number = z.number().int().positive();

export const StaffEntry = z.object({
  id: z.string().min(1),
  name: z.string().catch(''),
  role: z.enum(['attendant', 'supervisor', 'maintainer']),
  pin: z.object({
    alg: z.literal('scrypt'),
    params: z.object({ N: number, r: number, p: number }),
    salt: z.string().min(1),
    hash: z.string().min(1),
  }),
  totp: maybe(z.object({ secret: z.string() })),
  validUntil: z.string(),
});
export const StaffList = z.array(z.unknown()).pipe(listOf(StaffEntry));

/** What is kept of the answer to a write: nothing of a person. */
export const WriteAnswer = z.object({
  receiptNumber: text,
  acceptedAt: text,
  promisedBy: text,
  number: text,
  waitingAhead: maybe(z.number()),
  seenAt: text,
});
