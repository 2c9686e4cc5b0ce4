import type { z } from 'zod';
import { Catalogue } from '../../../contract/catalogue.ts';
import type { Config } from '../../config.ts';
import { QueueLoads, StaffList } from '../../sync/answers.ts';
import { openHttp } from '../../sync/http.ts';
import { accepted, type CallResult, parsed } from '../../sync/results.ts';
import { type Finding, fault, unchecked, well } from './finding.ts';

export type CentralExamined = {
  readonly findings: readonly Finding[];
  /** The central system's clock minus this machine's, in milliseconds; its answers tell whole seconds. */
  readonly clockOffset?: number;
};

const DEADLINE = 10_000;

const notReached = (result: Exclude<CallResult<unknown>, { ok: true }>): Finding => {
  const what = 'network';
  switch (result.kind) {
    case 'refused':
      return result.status === 401 || result.status === 403
        ? fault('central system', {
            what: 'access',
            path: 'central.token',
            says: `It does not let this kiosk in (status ${result.status}).`,
            advice: 'Check the token and the certificate in the configuration, or enrol the kiosk anew.',
          })
        : fault('central system', {
            what,
            says: `It answers, but with a fault (status ${result.status}).`,
            advice: 'Report it to whoever runs the central system; records wait meanwhile.',
          });
    case 'malformed':
      return fault('central system', {
        what,
        says: `Something answers that is not the central system (${result.detail}).`,
        advice: 'Check the address; a log-in page of the network may stand in between.',
      });
    default:
      return fault('central system', {
        what,
        says: `It can't be reached: ${result.detail}.`,
        advice: 'Check the network cable and the address. The kiosk goes on without it; records wait.',
      });
  }
};

/** Three reads, no writes and no heartbeat: the central system's picture of this kiosk stays as it is. */
export const examineCentral = async (
  central: Config['central'],
  now: () => number,
): Promise<CentralExamined> => {
  const http = openHttp(central);
  let offset: number | undefined;
  const read = async <S extends z.ZodType>(path: string, schema: S): Promise<CallResult<z.output<S>>> => {
    const asked = now();
    const result = await http.call({ method: 'GET', path, deadline: DEADLINE });
    const told = result.kind === 'answer' ? Date.parse(result.headers.date ?? '') : Number.NaN;
    // The header holds whole seconds, cut off: on average half a second more.
    if (!Number.isNaN(told)) offset = Math.round(told + 500 - (asked + now()) / 2);
    return parsed(accepted(result, now()), schema);
  };
  try {
    const catalogue = await read('/catalog', Catalogue);
    const clock = () => (offset === undefined ? {} : { clockOffset: offset });
    const heard = catalogue.ok || (catalogue.kind === 'malformed' && offset !== undefined);
    if (!heard && !(catalogue.kind === 'refused' && catalogue.status === 404))
      return { findings: [notReached(catalogue)], ...clock() };
    const [staff, queues] = [await read('/staff', StaffList), await read('/queues', QueueLoads)];
    const { origin } = new URL(central.url);
    const part = <T>(what: string, result: CallResult<T>, count: (value: T) => string): Finding => {
      if (result.ok) return well('central system', { what, says: count(result.value) });
      if (result.kind === 'refused' && result.status === 404)
        return unchecked('central system', { what, says: 'The central system does not offer it.' });
      if (result.kind !== 'malformed') return { ...notReached(result), what };
      const advice = 'Report it to whoever runs the central system; the kiosk keeps the last good one.';
      return fault('central system', {
        what,
        says: `It does not fit the interface: ${result.detail}.`,
        advice,
      });
    };
    return {
      findings: [
        well('central system', { what: 'access', says: `${origin} answers and lets this kiosk in.` }),
        part(
          'catalogue',
          catalogue,
          ({ version, items }) => `Version ${version} fits: ${items.length} items.`,
        ),
        part('staff list', staff, (list) => `${list.length} members of staff can log in.`),
        part('queues', queues, (list) => `${list.length} queues are told.`),
      ],
      ...clock(),
    };
  } finally {
    await http.close();
  }
};
