import { SamReader } from '../../../devices/models/sam/adapter.ts';
import { SamSimulator } from '../../../devices/models/sam/simulator.ts';
import { systemClock } from '../../../devices/transports/transport.ts';
import { resident } from '../../devices/sam/people.ts';
import type { Figure } from '../bench.ts';
import { medians } from '../median.ts';
import { pacedLine, wireTime } from './paced-line.ts';

const baudRate = 115_200;
/** Text and photo; what must cross the line whatever is done. */
const replyBytes = 1295;
/** Milliseconds over the wire's own time that are allowed. */
const allowed = 60;

/** Milliseconds from the call of `read` to the card, over a line as fast as the reader's own; a module that answers at once. */
const readOnce = async (): Promise<number> => {
  const line = await pacedLine(baudRate);
  const simulator = new SamSimulator();
  const detach = simulator.attach(line.device);
  const reader = new SamReader(line.host, systemClock);
  try {
    await reader.start();
    const laid = new Promise<void>((resolve) => {
      reader.onPresence((presence) => presence === 'present' && resolve());
    });
    simulator.layCard(resident);
    await laid;
    const begun = performance.now();
    const card = await reader.read(new AbortController().signal);
    const taken = performance.now() - begun;
    if (!card.ok) throw new Error(`no card was read: ${card.error.detail}`);
    return taken;
  } finally {
    await reader.stop();
    detach();
    await line.close();
  }
};

export const cardRead = async (): Promise<readonly Figure[]> => {
  const wire = wireTime(replyBytes, baudRate);
  const { ours } = await medians(async () => ({ ours: await readOnce() }));
  const over = ours - wire;
  const verdict =
    over <= allowed ? `within the ${allowed} ms allowed` : `MORE than the ${allowed} ms allowed`;
  return [
    {
      what: 'a card found, selected and read at 115200 baud',
      ours: `${ours.toFixed(1)} ms, ${over.toFixed(1)} over the wire's, ${verdict}`,
      peer: `the wire's own ${wire.toFixed(1)} ms for ${replyBytes} bytes`,
      ratio: ours / wire,
    },
  ];
};
