import { records } from './001-records.ts';
import { tickets } from './002-tickets.ts';
import { audit } from './003-audit.ts';
import { cache } from './004-cache.ts';
import { backlog } from './005-backlog.ts';
import { lean } from './006-lean.ts';
import { unclear } from './007-unclear.ts';
import { fewerPages } from './008-fewer-pages.ts';
import type { Migration } from './migration.ts';

/** All steps of the kiosk's database, oldest first. */
export const migrations: readonly Migration[] = [
  records,
  tickets,
  audit,
  cache,
  backlog,
  lean,
  unclear,
  fewerPages,
];
