import { SamReader } from '../../../devices/models/sam/adapter.ts';
import { samModel } from '../../../devices/models/sam/model.ts';
import type { SamOptions } from '../../../devices/models/sam/settings.ts';
import { SamSimulator, serveTcp } from '../../../devices/models/sam/simulator.ts';
import { hidLengthPrefixed } from '../../../devices/transports/hid-length-prefixed.ts';
import { memoryPair } from '../../../devices/transports/memory.ts';
import { serialTransport } from '../../../devices/transports/serial.ts';
import { tcpTransport } from '../../../devices/transports/tcp.ts';
import { systemClock } from '../../../devices/transports/transport.ts';
import type { IdReaderRig } from '../conformance/id-reader.ts';
import { countedReportsDevice } from '../support/counted-reports.ts';
import { ptyPair } from '../support/pty.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

/** Real time, but quick: deadlines that only a missing reply meets. */
export const quick: SamOptions = {
  timings: {
    pollEvery: 4,
    faultedEvery: 10,
    status: 1000,
    reset: 30,
    samNumber: 1000,
    findCard: 250,
    selectCard: 1000,
    readCard: 3000,
    readNewestAddress: 1000,
  },
  backOff: [5, 10, 20],
};

export const memoryRig = async (options: SamOptions = quick): Promise<IdReaderRig> => {
  const pair = memoryPair('memory:reader');
  const simulator = new SamSimulator();
  let openAgain: Promise<unknown> = pair.device.open();
  await openAgain;
  const detach = simulator.attach({
    write: (bytes) => pair.device.write(bytes),
    onData: (listener) => pair.device.onData(listener),
    unplug: pair.unplug,
    plug: () => {
      pair.plug();
      openAgain = pair.device.open();
    },
  });
  return {
    reader: new SamReader(pair.host, systemClock, options),
    simulator,
    close: async () => {
      detach();
      await openAgain;
      await pair.device.close();
    },
  };
};

export const tcpRig = async (options: SamOptions = quick): Promise<IdReaderRig> => {
  const simulator = new SamSimulator();
  const served = await serveTcp(simulator);
  const transport = tcpTransport({ host: '127.0.0.1', port: served.port });
  return { reader: new SamReader(transport, systemClock, options), simulator, close: served.close };
};

/** A simulated HID device whose reports count their bytes. */
export const hidRig = async (options: SamOptions = quick): Promise<IdReaderRig> => {
  const device = await countedReportsDevice('hid:0425:8159');
  const simulator = new SamSimulator();
  let openAgain: Promise<unknown> = Promise.resolve();
  const detach = simulator.attach({
    write: device.send,
    onData: device.onData,
    unplug: device.unplug,
    plug: () => {
      openAgain = device.plug();
    },
  });
  return {
    reader: samModel.create(hidLengthPrefixed(device.port), systemClock, options),
    simulator,
    close: async () => {
      detach();
      await openAgain;
      await device.close();
    },
  };
};

/** A real serial port on either end of a pty pair; pulling the plug ends socat. */
export const ptyRig = async (options: SamOptions = quick): Promise<IdReaderRig> => {
  const pty = await ptyPair();
  const simulator = new SamSimulator();
  const far = serialTransport(pty.far, { baudRate: 115_200 });
  await far.open();
  let changing: Promise<unknown> = Promise.resolve();
  const detach = simulator.attach({
    write: (bytes) => far.write(bytes),
    onData: (listener) => far.onData(listener),
    unplug: () => {
      changing = changing.then(pty.cut);
    },
    plug: () => {
      changing = changing
        .then(() => far.close())
        .then(pty.join)
        .then(() => far.open());
    },
  });
  return {
    reader: samModel.create(serialTransport(pty.near, samModel.serial), systemClock, options),
    simulator,
    close: async () => {
      await changing;
      detach();
      await far.close();
      await pty.close();
    },
  };
};

/** The adapter with its usual timings on a clock that stands still until a test moves it. */
export const virtualRig = async (options: SamOptions = {}) => {
  const clock = new VirtualClock();
  const pair = memoryPair('memory:reader');
  const simulator = new SamSimulator(clock);
  await pair.device.open();
  simulator.attach({
    write: (bytes) => pair.device.write(bytes),
    onData: (listener) => pair.device.onData(listener),
  });
  return { clock, pair, simulator, reader: new SamReader(pair.host, clock, options) };
};
