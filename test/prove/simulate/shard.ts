import { runShard } from '../shards.ts';
import { proveDays } from '../simulate.ts';
import { letPowerCutsBe } from './power-cut.ts';

letPowerCutsBe();
await runShard(proveDays);
