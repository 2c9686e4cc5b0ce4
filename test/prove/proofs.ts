import { codecs } from './codecs.ts';
import { faultGrid } from './fault-grid.ts';
import { graph } from './graph.ts';
import { io } from './io.ts';
import { kill } from './kill.ts';
import { network } from './network.ts';
import { pace } from './pace.ts';
import { power } from './power.ts';
import type { Proof } from './proof.ts';
import { rot } from './rot.ts';
import { simulate } from './simulate.ts';
import { unplugs } from './unplugs.ts';

/** Every proof there is, as `npm run prove` lists them. */
export const proofs: readonly Proof[] = [
  codecs,
  faultGrid,
  graph,
  io,
  kill,
  network,
  pace,
  power,
  rot,
  simulate,
  unplugs,
];
