import type { Role } from '../../devices/device.ts';
import type { Simulated } from '../../devices/simulated/simulated.ts';

/** An answer to the bench, as HTTP puts it. */
export type BenchAnswer = { readonly status: number; readonly mediaType: string; readonly bytes: Uint8Array };

const json = (status: number, value: unknown): BenchAnswer => ({
  status,
  mediaType: 'application/json',
  bytes: Buffer.from(JSON.stringify(value)),
});

const isDeed = (body: unknown): body is { readonly do: string } =>
  typeof body === 'object' && body !== null && 'do' in body && typeof body.do === 'string';

/**
 * The hands at the simulated hardware. `path` counts from `/bench/`: `state`, `<role>`, `<role>/<output>`,
 * `<role>/<output>/<file>`.
 */
export const benchAnswer = (
  benches: ReadonlyMap<Role, Simulated>,
  method: string,
  path: string,
  body: unknown,
): BenchAnswer => {
  if (method === 'GET' && path === 'state')
    return json(200, {
      devices: Object.fromEntries([...benches].map(([role, bench]) => [role, bench.state()])),
    });
  const [role = '', ...rest] = path.split('/');
  const bench = benches.get(role as Role);
  if (bench === undefined) return json(404, { error: `no simulated ${role}` });
  if (method === 'POST' && rest.length === 0) {
    if (!isDeed(body)) return json(400, { error: 'expects {"do": "..."}' });
    return bench.act(body) ? json(200, bench.state()) : json(400, { error: `${role} knows no "${body.do}"` });
  }
  const output = method === 'GET' && rest.length === 1 ? bench.outputs?.[rest[0] ?? ''] : undefined;
  if (output !== undefined) return json(200, output());
  const picture = method === 'GET' ? bench.picture?.(rest.join('/')) : undefined;
  return picture === undefined ? json(404, { error: 'nothing there' }) : { status: 200, ...picture };
};
