import { samModel } from '../models/sam/model.ts';
import { SamSimulator } from '../models/sam/simulator.ts';
import { memoryPair } from '../transports/memory.ts';
import type { Clock } from '../transports/transport.ts';
import { benchCards } from './cards.ts';
import type { Simulated } from './simulated.ts';

/** SW3: the card could not be read. */
const readFailed = 0x41;

export const simulatedIdReader = (clock: Clock): Simulated<'idReader'> => {
  const simulator = new SamSimulator(clock);
  const pair = memoryPair('simulated:idReader');
  void pair.device.open();
  simulator.attach({
    write: (bytes) => pair.device.write(bytes),
    onData: (listener) => pair.device.onData(listener),
    unplug: () => pair.unplug(),
    plug: () => {
      pair.plug();
      void pair.device.open();
    },
  });
  let lying: string | undefined;
  return {
    device: samModel.create(pair.host, clock),
    act: (deed) => {
      switch (deed.do) {
        case 'lay': {
          const name = String(deed.card ?? 'citizen');
          const card = benchCards[name === 'unreadable' || name === 'bad-checksum' ? 'citizen' : name];
          if (card === undefined) return false;
          if (name === 'bad-checksum') simulator.corruptNextFrame(3);
          simulator.layCard(
            name === 'unreadable' ? { ...card, fails: { at: 'read', sw3: readFailed } } : card,
          );
          lying = name;
          return true;
        }
        case 'lift':
          simulator.liftCard();
          lying = undefined;
          return true;
        case 'unplug':
          simulator.unplug();
          lying = undefined;
          return true;
        case 'plug':
          simulator.plug();
          return true;
        default:
          return false;
      }
    },
    state: () => ({ card: lying ?? null }),
    close: () => pair.device.close(),
  };
};
