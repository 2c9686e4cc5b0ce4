import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';

type Message = {
  readonly QMP?: unknown;
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
  readonly event?: string;
  readonly data?: { readonly device?: string };
};

/** QEMU's machine protocol (docs/interop/qmp-spec): JSON lines; replies come in the order of the commands, events in between. */
export class Qmp {
  readonly #socket: Socket;
  readonly #replies: { resolve(): void; reject(error: Error): void }[] = [];
  readonly #deleted = new Map<string, () => void>();

  constructor(socket: Socket) {
    this.#socket = socket;
    // The interface tells the socket's errors again; both end in its `close`.
    createInterface({ input: socket })
      .on('line', (line) => this.#take(JSON.parse(line) as Message))
      .on('error', () => undefined);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      for (const { reject } of this.#replies.splice(0)) reject(new Error('the machine has gone'));
    });
  }

  /** Resolves when the command was carried out; rejects with QEMU's own words. */
  execute(command: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#replies.push({ resolve, reject });
    this.#socket.write(`${JSON.stringify({ execute: command, arguments: parameters })}\n`);
    return promise;
  }

  /** Resolves when the device is gone; `device_del` only asks for it. */
  async remove(id: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#deleted.set(id, resolve);
    await this.execute('device_del', { id });
    await promise;
  }

  #take(message: Message): void {
    if (message.event === 'DEVICE_DELETED') this.#deleted.get(message.data?.device ?? '')?.();
    if (message.error) this.#replies.shift()?.reject(new Error(message.error.desc));
    else if (message.return !== undefined) this.#replies.shift()?.resolve();
  }
}
