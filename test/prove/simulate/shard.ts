import { runShard } from '../shards.ts';
import { proveDays } from '../simulate.ts';

await runShard(proveDays);
