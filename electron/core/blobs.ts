import { randomUUID } from 'node:crypto';

export type Blob = {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** A smaller picture of it for the screen, where the whole would be too much. */
  readonly preview?: { readonly mediaType: string; readonly bytes: Uint8Array };
};

/** Bytes of the running visit: scanned pages, certificates. In memory only, gone with the visit. */
export class Blobs {
  readonly #held = new Map<string, Blob>();

  put(blob: Blob): string {
    const handle = randomUUID();
    this.#held.set(handle, blob);
    return handle;
  }

  get(handle: string): Blob | undefined {
    return this.#held.get(handle);
  }

  drop(handles: readonly string[]): void {
    for (const handle of handles) this.#held.delete(handle);
  }

  get size(): number {
    return this.#held.size;
  }

  wipe(): void {
    this.#held.clear();
  }
}
