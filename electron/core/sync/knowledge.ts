import { z } from 'zod';
import { Listeners } from '../../../devices/protocol/listeners.ts';
import { Catalogue } from '../../contract/catalogue.ts';
import type { PepperedPin } from '../store/staff-pin.ts';
import type { Store } from '../store/store.ts';
import { QueueLoad, StaffList } from './answers.ts';
import type { CentralClient } from './central-client.ts';
import type { Status } from './status.ts';

/** A member of this hall's staff, as kept for logging in without a network. */
export interface StaffMember {
  readonly id: string;
  readonly name: string;
  readonly role: 'attendant' | 'supervisor' | 'maintainer';
  readonly pin: PepperedPin;
  readonly totp?: { readonly secret: string };
  readonly validUntil: string;
}

const KeptQueues = z.array(QueueLoad);

/** What the central system told: the catalogue, the queues, the staff. The last good one of each stays. */
export interface Knowledge {
  catalogue(): Catalogue | undefined;
  queues(): { readonly loads: readonly QueueLoad[]; readonly at: number } | undefined;
  staff(): readonly StaffMember[];
  refreshCatalogue(): Promise<void>;
  refreshQueues(signal?: AbortSignal): Promise<void>;
  refreshStaff(): Promise<void>;
  onCatalogue(listener: (catalogue: Catalogue) => void): () => void;
  onQueues(listener: (loads: readonly QueueLoad[]) => void): () => void;
  onStaff(listener: (staff: readonly StaffMember[]) => void): () => void;
}

/** `items.3.form.0.title: ...`: where it does not fit. */
const firstFault = (error: z.ZodError): string => {
  const [issue] = error.issues;
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
};

export const openKnowledge = (store: Store, client: CentralClient, status: Status): Knowledge => {
  const { cache, pins } = store;
  const onCatalogue = new Listeners<[Catalogue]>();
  const onQueues = new Listeners<[readonly QueueLoad[]]>();
  const onStaff = new Listeners<[readonly StaffMember[]]>();
  const kept = Catalogue.safeParse(cache.get('catalogue')?.body);
  let catalogue = kept.success ? kept.data : undefined;

  return {
    catalogue: () => catalogue,
    queues: () => {
      const cached = cache.get('queues');
      const loads = KeptQueues.safeParse(cached?.body);
      return cached && loads.success ? { loads: loads.data, at: cached.at } : undefined;
    },
    staff: () => (cache.get('staff')?.body ?? []) as readonly StaffMember[],
    refreshCatalogue: async () => {
      const result = await client.catalogue(catalogue && cache.get('catalogue')?.etag);
      if (!result.ok) return;
      if (!result.value.changed) {
        cache.touch('catalogue');
        status.clear('catalogue-refused');
        return;
      }
      const parsed = Catalogue.safeParse(result.value.body);
      if (!parsed.success) {
        const fault = firstFault(parsed.error);
        status.raise('catalogue-refused', fault);
        store.append({ kind: 'catalogue.refused', fields: { fault } });
        return;
      }
      const isNew = catalogue?.version !== parsed.data.version;
      catalogue = parsed.data;
      cache.put('catalogue', catalogue, result.value.etag);
      if (isNew) store.append({ kind: 'catalogue.taken', fields: { version: catalogue.version } });
      status.clear('catalogue-refused');
      onCatalogue.tell(catalogue);
    },
    refreshQueues: async (signal) => {
      const result = await client.queues(signal);
      if (!result.ok) return;
      cache.put('queues', result.value);
      onQueues.tell(result.value);
    },
    refreshStaff: async () => {
      const result = await client.staff(cache.get('staff')?.etag);
      if (!result.ok || !result.value.changed) return;
      const list = StaffList.safeParse(result.value.body);
      if (!list.success) {
        status.raise('staff-list-refused', firstFault(list.error));
        return;
      }
      const staff: readonly StaffMember[] = list.data.map(({ totp, pin, ...person }) => ({
        ...person,
        pin: pins.pepper(pin),
        ...(totp ? { totp } : {}),
      }));
      cache.put('staff', staff, result.value.etag);
      status.clear('staff-list-refused');
      onStaff.tell(staff);
    },
    onCatalogue: (listener) => onCatalogue.add(listener),
    onQueues: (listener) => onQueues.add(listener),
    onStaff: (listener) => onStaff.add(listener),
  };
};
