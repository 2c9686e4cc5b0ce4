import type { IppClient } from './client.ts';
import { jobReports } from './job-report.ts';
import { cancelJob, getJobs, isSuccess } from './operations.ts';

/**
 * Cancels the jobs whose names begin with `prefix` and that wait in the printer or are under way: a kiosk that was stopped
 * in the middle of a print must not print the rest of it for whoever stands there when paper comes. RFC 8011 §4.2.6, §4.3.3.
 * @param deadline Milliseconds for each answer.
 * @returns False when the printer did not answer, so that it is worth asking again.
 */
export const cancelLeftovers = async (
  client: IppClient,
  prefix: string,
  deadline: number,
  signal: AbortSignal,
): Promise<boolean> => {
  const waiting = await client(getJobs('not-completed'), { deadline, signal });
  if (!waiting.ok) return false;
  // A printer that lists no jobs keeps none that could be found.
  if (!isSuccess(waiting.reply.code)) return true;
  for (const { id, name } of jobReports(waiting.reply)) {
    if (id === undefined || name?.startsWith(prefix) !== true) continue;
    if (!(await client(cancelJob(id), { deadline, signal })).ok) return false;
  }
  return true;
};
