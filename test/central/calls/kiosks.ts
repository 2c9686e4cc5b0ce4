import { randomBytes } from 'node:crypto';
import { problem } from '../answer.ts';
import { hallTime } from '../hall-time.ts';
import type { Heartbeat } from '../wire.ts';
import type { Handler } from '../world.ts';

/** A code works once; the new token speaks for the new kiosk alone. */
export const enrol: Handler = ({ state, url, enrolConfig }, call) => {
  const code = String((call.body as { code: string | number }).code);
  const kioskId = state.enrolCodes.get(code);
  if (kioskId === undefined) return problem(403, 'forbidden', 'The code is not known, or was used before.');
  state.enrolCodes.delete(code);
  const token = randomBytes(24).toString('base64url');
  state.kiosks.set(token, kioskId);
  const config = {
    kiosk: { id: kioskId, hall: '西湖区政务服务中心', timezone: 'Asia/Shanghai', languages: ['zh-CN', 'en'] },
    central: { url: url() },
    ...enrolConfig,
  };
  return { status: 200, body: { kioskId, token, config } };
};

/** Commands are told again with every heartbeat until one acknowledges them. */
export const heartbeat: Handler = ({ state, catalogue, now }, call) => {
  const beat = call.body as Heartbeat;
  const kioskId = call.params.kioskId ?? '';
  const own = state.kiosks.get(call.token);
  if (own !== undefined && own !== kioskId) return problem(403, 'forbidden', 'The token is another kiosk’s.');
  state.heartbeats.push({ ...beat, kioskId });
  const acked = state.commands.filter(({ id }) => beat.ackedCommands.includes(id));
  state.ackedCommands.push(...acked.map(({ id }) => id));
  state.commands = state.commands.filter((command) => !acked.includes(command));
  const body = { serverTime: hallTime(now()), catalogVersion: catalogue.version, commands: state.commands };
  return { status: 200, body };
};
