import type { KeyObject } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openStore } from '../store/store.ts';
import { type Command, exits, Refusal, readArgs, usageFault } from './command.ts';
import { recipientFrom } from './export/wrapped-key.ts';
import { writeBundle } from './export/write-bundle.ts';
import { inStoreWords, kioskOptions, openKioskAt } from './kiosk-at.ts';

const options = { ...kioskOptions, to: { type: 'string' }, for: { type: 'string' } } as const;

const recipientIn = (path: string): KeyObject => {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch {
    throw new Refusal(exits.wrong, `--for: "${path}" can't be read.`);
  }
  const recipient = recipientFrom(pem);
  if (recipient === undefined)
    throw new Refusal(exits.wrong, `--for: "${path}" does not hold an X25519 public key in PEM.`);
  return recipient;
};

/** Made if absent. Not mixed with anything else: a second export must not pass for a part of the first. */
const emptyFolder = (path: string): string => {
  const folder = resolve(path);
  let found: readonly string[];
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    found = readdirSync(folder);
  } catch {
    throw new Refusal(exits.wrong, `--to: "${folder}" can't be made or read.`);
  }
  if (found.length > 0)
    throw new Refusal(exits.wrong, `--to: "${folder}" is not empty; name a new folder for this bundle.`);
  return folder;
};

export const exportCommand: Command = {
  name: 'export',
  usage: '--to DIR --for PEM [--config FILE] [--data DIR]',
  summary: "carry away unsent records, sealed for the central system's X25519 public key",
  run: async (args, surroundings) => {
    const { values } = readArgs(args, options, 0);
    const { out, err, environment, clock, random } = surroundings;
    const forWhom = values.for ?? environment.KIOSK_EXPORT_FOR;
    if (values.to === undefined) throw usageFault('Name the folder for the bundle: --to DIR.');
    if (forWhom === undefined)
      throw usageFault(
        "Name the central system's public key: --for PEM. Records are never written unsealed, so without it there is no bundle.",
      );
    const recipient = recipientIn(forWhom);
    const { config, dir, key } = openKioskAt(values, surroundings);
    const to = emptyFolder(values.to);
    const { id: kioskId, timezone } = config.kiosk;
    const written = inStoreWords(() => {
      const store = openStore({ dir, key, clock, random, kioskId, timezone, patience: 500 });
      try {
        return writeBundle(store, { to, recipient, clock, random });
      } finally {
        store.close();
      }
    });
    out(
      `${written.records} unsent records with ${written.files} files are in ${to}. They stay on this kiosk too; whichever way is first, each arrives once.`,
    );
    for (const id of written.unreadable)
      err(`The record ${id} is not in the bundle: its own copy on this kiosk can't be opened any more.`);
    return written.unreadable.length === 0 ? exits.well : exits.wrong;
  },
};
