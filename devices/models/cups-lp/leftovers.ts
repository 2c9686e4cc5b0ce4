import { cancelArguments, parseVerdict } from './commands.ts';
import { jobArguments, jobsOf } from './lpstat.ts';
import type { RunContext } from './run.ts';

/**
 * Cancels what was sent in this kiosk's name and waits in the queue or is under way: a kiosk that was stopped in the middle of
 * a print must not print the rest of it for whoever stands there when paper comes.
 * @returns False when CUPS did not answer, so that it is worth asking again.
 */
export const cancelLeftovers = async (
  { queue, user, run, timing }: Pick<RunContext, 'queue' | 'user' | 'run' | 'timing'>,
  signal: AbortSignal,
): Promise<boolean> => {
  const more = { deadline: timing.look, signal };
  const list = await run('lpstat', jobArguments(queue, 'not-completed'), more);
  if (list.status !== 0) return false;
  for (const job of jobsOf(list.stdout, queue, user)) {
    const end = await run('cancel', cancelArguments(queue, user, job), more);
    if (parseVerdict(end.status, end.stderr) === undefined) return false;
  }
  return true;
};
