import { proveSchedules } from '../network.ts';
import { runShard } from '../shards.ts';

await runShard(proveSchedules);
