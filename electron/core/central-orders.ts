import type { Clock } from '../../devices/transports/transport.ts';
import type { Runner } from './session/runner.ts';
import type { Settings } from './store/settings.ts';
import type { Command } from './sync/answers.ts';

/** A restart that was ordered waits no longer than this for the visit to end. Milliseconds. */
const restartPatience = 15 * 60_000;

/** Why this kiosk is out of service, kept over a restart. */
export type KeptOut = { readonly by: 'staff' | 'central'; readonly message?: string };

export const keptOut = (settings: Pick<Settings, 'get'>): KeptOut | undefined => {
  const kept = settings.get('out-of-service') as Partial<KeptOut> | undefined;
  return kept?.by === 'staff' || kept?.by === 'central' ? { ...kept, by: kept.by } : undefined;
};

const textOf = (command: Command, name: string): string | undefined => {
  const value: unknown = Reflect.get(command, name);
  return typeof value === 'string' ? value : undefined;
};

/** Carries out what the central system orders with a heartbeat; kinds that it does not know change nothing. */
export const centralOrders = (parts: {
  readonly runner: Pick<Runner, 'session' | 'onSnapshot' | 'tell'>;
  readonly settings: Pick<Settings, 'get' | 'put' | 'remove'>;
  readonly clock: Clock;
  readonly restart: () => void;
}): ((command: Command) => void) => {
  const { runner, settings, clock, restart } = parts;

  /** Nobody's visit is cut off: the order is carried out as soon as the kiosk is free. */
  const restartWhenFree = (): void => {
    const isFree = (): boolean => runner.session.phase.at === 'attract';
    if (isFree()) return restart();
    const go = (): void => {
      forget();
      cancel();
      restart();
    };
    const forget = runner.onSnapshot(() => isFree() && go());
    const cancel = clock.after(restartPatience, go);
  };

  return (command) => {
    const message = textOf(command, 'message');
    const said = message === undefined ? {} : { message };
    switch (command.kind) {
      case 'restart-app':
      case 'restart-machine':
        return restartWhenFree();
      case 'out-of-service':
        // What staff have decided stays decided, over a restart too.
        if (keptOut(settings)?.by !== 'staff') settings.put('out-of-service', { by: 'central', ...said });
        return runner.tell({ kind: 'out-of-service', by: 'central', ...said });
      case 'in-service':
        if (keptOut(settings)?.by === 'central') settings.remove('out-of-service');
        return runner.tell({ kind: 'in-service', by: 'central' });
      case 'show-notice': {
        const [text, until] = [textOf(command, 'text') ?? '', textOf(command, 'until') ?? ''];
        return runner.tell({ kind: 'notice', id: command.id, text, until });
      }
      case 'lock-staff':
        return runner.tell({ kind: 'staff-people', people: [] });
    }
  };
};
