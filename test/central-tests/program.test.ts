import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';

const main = new URL('../central/main.ts', import.meta.url);
let child: ChildProcess;
let address: { url: string; token: string };
beforeEach(async () => {
  child = fork(main, ['--port', '0', '--token', 'demo-token'], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (!child.stdout) throw new Error('the program has no output');
  const [line] = await once(createInterface(child.stdout), 'line');
  address = JSON.parse(line);
});
afterEach(async () => {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
});

async function tell(message: object): Promise<unknown> {
  child.send(message);
  const [answer] = await once(child, 'message');
  return answer;
}
const queues = () => fetch(`${address.url}/queues`, { headers: { authorization: 'Bearer demo-token' } });

test('the program tells its address in one line and serves there', async () => {
  expect(address).toMatchObject({
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/api\/v1$/),
    token: 'demo-token',
  });
  expect((await queues()).status).toBe(200);
});

test('its parent can take it off the network, bring it back, and ask what arrived', async () => {
  expect(await tell({ do: 'offline', ref: 1 })).toEqual({ done: 'offline', ref: 1 });
  await expect(queues()).rejects.toThrow('fetch failed');
  expect(await tell({ do: 'online' })).toEqual({ done: 'online' });
  expect((await queues()).status).toBe(200);
  expect(await tell({ do: 'tell' })).toMatchObject({ tally: { submissions: 0, violations: 0 } });
  expect(await tell({ do: 'dance' })).toEqual({ failed: 'No such message' });
});

test('it ends when its parent lets go', async () => {
  child.disconnect();
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
});
