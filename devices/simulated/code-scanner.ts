import { hidPosModel } from '../models/hid-pos/model.ts';
import { ScannerSimulator } from '../models/hid-pos/simulator.ts';
import { memoryPair } from '../transports/memory.ts';
import type { Clock } from '../transports/transport.ts';
import type { Simulated } from './simulated.ts';

export const simulatedCodeScanner = async (clock: Clock): Promise<Simulated<'codeScanner'>> => {
  const pair = memoryPair('simulated:codeScanner');
  await pair.device.open();
  const simulator = new ScannerSimulator('usual', (bytes) => void pair.device.write(bytes));
  return {
    device: hidPosModel.create(simulator.hidPort(pair.host), clock),
    act: (deed) => {
      if (deed.do !== 'scan' || typeof deed.text !== 'string') return false;
      simulator.scan(deed.text);
      return true;
    },
    state: () => ({}),
    close: () => pair.device.close(),
  };
};
