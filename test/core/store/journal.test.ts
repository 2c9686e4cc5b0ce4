import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyFor, seal } from '../../../electron/core/store/crypto.ts';
import { openJournal, readJournal } from '../../../electron/core/store/journal.ts';
import type { Entry } from '../../../electron/core/store/records.ts';
import { freshFolder, KEY, seededRandom } from '../support/store-bench.ts';

const secret = Buffer.alloc(32, 5);
const secretOf = () => secret;

const entry = (number: number): Entry => ({
  kind: 'rating',
  savedAt: number,
  item: {
    recordId: `record ${number}`,
    path: '/ratings',
    lane: 'light',
    orderKey: 'somebody',
    keyId: `key ${number}`,
  },
  payload: { alg: 'AES-256-GCM', bytes: Buffer.alloc(60, number), digest: 'ab'.repeat(32) },
  files: [],
});

const journalOf = (...numbers: readonly number[]): string => {
  const file = join(freshFolder(), 'journal');
  const journal = openJournal({ file, key: KEY, random: seededRandom('journal') });
  for (const number of numbers) {
    journal.add(entry(number), secret);
    journal.mark({ epoch: 1, seq: number });
  }
  journal.close();
  return file;
};

describe('the journal', () => {
  it('gives back what was added, and how far the audit chain had come', () => {
    expect(readJournal(journalOf(1, 2), KEY, secretOf)).toEqual({
      entries: [entry(1), entry(2)],
      settings: new Map(),
      unreadable: 0,
      head: { epoch: 1, seq: 2 },
    });
  });

  it('does without one line wherever one of its characters is changed, and keeps the other', () => {
    const file = journalOf(1, 2);
    const whole = readFileSync(file, 'latin1');
    const first = whole.indexOf('\n', 1);
    for (let at = 1; at < first; at += 1) {
      writeFileSync(
        file,
        `${whole.slice(0, at)}${whole[at] === 'x' ? 'y' : 'x'}${whole.slice(at + 1)}`,
        'latin1',
      );
      expect(readJournal(file, KEY, secretOf), `character ${at}`).toMatchObject({
        entries: [{ savedAt: 2 }],
        unreadable: 1,
      });
    }
  });

  it('takes no payload for that of another line', () => {
    const file = journalOf(1, 2);
    const lines = readFileSync(file, 'latin1')
      .split('\n')
      .filter((line) => line !== '');
    const [one = [], two = []] = lines.map((line) => line.split(' '));
    writeFileSync(file, `${one[0]} ${two[1]}\n${two[0]} ${one[1]}\n`);
    expect(readJournal(file, KEY, secretOf)).toMatchObject({ entries: [], unreadable: 2 });
  });

  it('is read as earlier programs wrote it, too', () => {
    const file = journalOf(1);
    const { payload, ...rest } = entry(2);
    const bytes = Buffer.from(payload.bytes).toString('base64');
    const line = Buffer.from(JSON.stringify({ ...rest, files: undefined, payload: { ...payload, bytes } }));
    const sealed = seal(keyFor(KEY, 'journal'), line, 'journal', seededRandom('before'));
    appendFileSync(file, `\n${Buffer.from(sealed.bytes).toString('base64')}\n`);
    expect(readJournal(file, KEY, secretOf)).toMatchObject({ entries: [entry(1), entry(2)], unreadable: 0 });
  });
});
