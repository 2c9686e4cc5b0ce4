import type { Role } from '../device.ts';
import type { DeviceOf } from '../registry.ts';

/** What a bench sends: `{ "do": "paper-out" }`, with whatever the deed needs. */
export type BenchDeed = { readonly do: string; readonly [name: string]: unknown };

export type BenchPicture = { readonly mediaType: string; readonly bytes: Uint8Array };

/** A simulated device: the real model talking to a simulator over a wire, and the hands of the person at the bench. */
export type Simulated<R extends Role = Role> = {
  readonly device: DeviceOf[R];
  /** False when there is no such deed here. */
  readonly act: (deed: BenchDeed) => boolean;
  /** What the bench shows of it, as JSON. */
  readonly state: () => object;
  /** Lists of what came out, by name (`slips`, `jobs`). */
  readonly outputs?: Readonly<Record<string, () => readonly object[]>>;
  readonly picture?: (path: string) => BenchPicture | undefined;
  readonly close: () => Promise<void>;
};
