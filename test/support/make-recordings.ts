/**
 * Makes test/central/data/recordings/: the spoken steps of the sample catalogue's guides, a file a step.
 *
 *   node test/support/make-recordings.ts
 *
 * Needs Debian's espeak-ng (1.51) and opus-tools (0.2), whose voices and codec put no terms on what is made with them; the
 * same texts give the same bytes. espeak-ng knows no characters, so it is given pinyin (pinyin-pro, MIT).
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pinyin } from 'pinyin-pro';
import { writtenItems } from '../central/data.ts';

const folder = fileURLToPath(new URL('../central/data/', import.meta.url));
const WORDS_A_MINUTE = '150';
const KILOBITS_A_SECOND = '12';

mkdirSync(`${folder}recordings`, { recursive: true });
for (const { guide = [] } of writtenItems())
  for (const { text, audio } of guide) {
    if (audio === undefined) continue;
    const read = pinyin(text['zh-CN'], { toneType: 'num', v: true })
      .replaceAll('，', ',')
      .replaceAll('。', '.');
    const speech = execFileSync('espeak-ng', [
      '-v',
      'cmn-latn-pinyin',
      '-s',
      WORDS_A_MINUTE,
      '--stdout',
      read,
    ]);
    const encoder = ['--quiet', '--bitrate', KILOBITS_A_SECOND, '--padding', '0', '--serial', '1'];
    execFileSync('opusenc', [...encoder, '-', folder + audio], { input: speech });
  }
