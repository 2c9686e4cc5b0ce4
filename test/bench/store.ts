import type { Bench } from './bench.ts';
import { drainFigures } from './drain.ts';
import { backlogFigures } from './durable/backlog.ts';
import { restartFigures } from './durable/restart.ts';
import { submissionFigures } from './durable/submissions.ts';

export const store: Bench = {
  name: 'store',
  about:
    'durable submissions, a start after kill -9, and a backlog told, against databases, the disk and PouchDB',
  run: async () => [
    ...(await submissionFigures()),
    ...backlogFigures(),
    ...(await restartFigures()),
    ...(await drainFigures()),
  ],
};
