import type { Central } from './server.ts';
import type { Command } from './wire.ts';

/**
 * What the parent process may say to the stand-in (`child.send`). Each message is answered
 * `{done: <the message's do>, ref?, ...}` or `{failed: <why>, ref?}`; `ref` is given back as it came.
 */
export type ControlMessage = { ref?: unknown } & (
  | { do: 'offline' }
  | { do: 'online' }
  | { do: 'fail-next'; method: string; path: string; status: number; retryAfter?: number; times?: number }
  | { do: 'hang-next'; method: string; path: string }
  | { do: 'lose-answer'; path: string }
  | { do: 'cut-upload'; afterBytes: number }
  | { do: 'clear-faults' }
  | { do: 'command'; command: Omit<Command, 'id'> }
  /** Answers with how many of each record have arrived, and the violations. */
  | { do: 'tell' }
  | { do: 'stop' }
);

/** How many of each kind of record the central system holds. Numbers only: no personal data leaves by this way. */
export function tally({ state }: Central): Record<string, number> {
  const lists = ['submissions', 'supplements', 'tickets', 'prints', 'reports', 'ratings', 'calls'] as const;
  const more = ['heartbeats', 'events', 'blocks', 'violations'] as const;
  return Object.fromEntries([
    ...[...lists, ...more].map((name) => [name, state[name].length]),
    ['files', state.files.size],
    ['drafts', state.drafts.size],
  ]);
}

async function obey(message: ControlMessage, central: Central, stop: () => void): Promise<object> {
  const { faults } = central;
  switch (message.do) {
    case 'offline':
      await faults.offline();
      return {};
    case 'online':
      await faults.online();
      return {};
    case 'fail-next':
      faults.failNext(message.method, message.path, message.status, message);
      return {};
    case 'hang-next':
      faults.hangNext(message.method, message.path);
      return {};
    case 'lose-answer':
      faults.dropAfterProcessing(message.path);
      return {};
    case 'cut-upload':
      faults.cutUpload(message.afterBytes);
      return {};
    case 'clear-faults':
      faults.clear();
      return {};
    case 'command':
      return { id: central.command(message.command) };
    case 'tell':
      return { tally: tally(central), violations: central.state.violations };
    case 'stop':
      stop();
      return {};
    default:
      throw new Error('No such message');
  }
}

/** Obeys a parent process, when there is one. Ends with it. */
export function listenToParent(self: NodeJS.Process, central: Central, stop: () => void): void {
  const send = self.send?.bind(self);
  if (!send) return;
  self.on('message', async (message: ControlMessage) => {
    const ref = message.ref === undefined ? {} : { ref: message.ref };
    try {
      send({ done: message.do, ...ref, ...(await obey(message, central, stop)) });
    } catch (error) {
      send({ failed: error instanceof Error ? error.message : String(error), ...ref });
    }
  });
  self.on('disconnect', stop);
}
