import { addresses } from './codecs/addresses.ts';
import { codeScanners } from './codecs/code-scanners.ts';
import { esclDocuments } from './codecs/escl-documents.ts';
import { escposReplies } from './codecs/escpos-replies.ts';
import { escposSlips } from './codecs/escpos-slips.ts';
import { ippMessages } from './codecs/ipp-messages.ts';
import { pageImages } from './codecs/page-images.ts';
import { samCards } from './codecs/sam-cards.ts';
import { samFrames } from './codecs/sam-frames.ts';
import { saneText } from './codecs/sane-text.ts';
import type { Proof } from './proof.ts';

/** One entry a codec; each can be run by itself. */
export const codecParts: readonly (Pick<Proof, 'run'> & { readonly name: string })[] = [
  { name: 'replies and commands of the SAM module', run: samFrames },
  { name: 'cards', run: samCards },
  { name: 'replies of the ticket printer', run: escposReplies },
  { name: 'slips', run: escposSlips },
  { name: 'IPP messages', run: ippMessages },
  { name: 'eSCL documents', run: esclDocuments },
  { name: 'SANE text', run: saneText },
  { name: 'page images', run: pageImages },
  { name: 'codes', run: codeScanners },
  { name: 'addresses', run: addresses },
];

export const codecs: Proof = {
  name: 'codecs',
  about:
    'No decoder throws, holds more than its ceiling, or misses the next good frame, whatever bytes arrive.',
  run: async (context) => {
    for (const { name, run } of codecParts) {
      const began = performance.now();
      await run(context);
      context.note(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  },
};
