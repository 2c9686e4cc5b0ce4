import { z } from 'zod';
import type { Store } from '../store/store.ts';
import type { Command } from './answers.ts';

const SETTING = 'sync.commands';
const REMEMBERED = 200;
const Memory = z.object({ handled: z.array(z.string()), toAcknowledge: z.array(z.string()) });

/** Commands of the central system, each carried out once, also when its acknowledgement was lost. */
export interface Commands {
  toAcknowledge(): readonly string[];
  acknowledged(ids: readonly string[]): void;
  take(commands: readonly Command[]): Promise<void>;
}

/** A restart is remembered before it happens, or it would be carried out again after each. Others are, once done. */
const isRestart = (command: Command): boolean => command.kind.startsWith('restart-');

export const openCommands = (store: Store, perform: (command: Command) => void | Promise<void>): Commands => {
  const memory = (): z.infer<typeof Memory> => {
    const kept = Memory.safeParse(store.settings.get(SETTING));
    return kept.success ? kept.data : { handled: [], toAcknowledge: [] };
  };
  const remember = (id: string): void => {
    const { handled, toAcknowledge } = memory();
    store.settings.put(SETTING, {
      handled: [...handled, id].slice(-REMEMBERED),
      toAcknowledge: [...new Set([...toAcknowledge, id])],
    });
  };
  return {
    toAcknowledge: () => memory().toAcknowledge,
    acknowledged: (ids) => {
      if (ids.length === 0) return;
      const { handled, toAcknowledge } = memory();
      store.settings.put(SETTING, {
        handled,
        toAcknowledge: toAcknowledge.filter((id) => !ids.includes(id)),
      });
    },
    take: async (commands) => {
      for (const command of commands) {
        const { handled, toAcknowledge } = memory();
        if (toAcknowledge.includes(command.id)) continue;
        if (handled.includes(command.id)) {
          remember(command.id);
          continue;
        }
        store.append({
          kind: 'command.received',
          fields: { commandId: command.id, command: command.kind },
        });
        if (isRestart(command)) remember(command.id);
        await perform(command);
        if (!isRestart(command)) remember(command.id);
      }
    },
  };
};
