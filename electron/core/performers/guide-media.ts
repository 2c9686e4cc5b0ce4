import type { Perform } from './tools.ts';

/** What a guide shows and plays: carried in the catalogue itself, or kept by the central system. */

/** A minute of speech is less than 1 MB, a picture as large as the screen about 2. */
const largest = 4 * 1024 * 1024;

/**
 * Pictures are PNG, JPEG or WebP. SVG is not taken: it is a document with references, scripts and words in whatever fonts there
 * are, it looks different on each machine, and a few lines of it can keep the screen drawing for minutes.
 */
const wanted = {
  recording: { accept: 'audio/*', type: /^audio\/[\w.+-]+/i },
  picture: { accept: 'image/png, image/jpeg, image/webp', type: /^image\/(?:png|jpeg|webp)(?=;|\s|$)/i },
} as const;

const inlined = (source: string): { mediaType: string; bytes: Uint8Array } | undefined => {
  const [, mediaType, base64] = /^data:([\w.+/-]+);base64,([A-Za-z0-9+/=]+)$/.exec(source) ?? [];
  if (mediaType === undefined || base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === 0 || bytes.length > largest ? undefined : { mediaType, bytes };
};

export const loadGuideMedia: Perform<'load-guide-media'> = async (
  { ref, what, source },
  { central, blobs, tell, log },
  signal,
) => {
  const { accept, type } = wanted[what];
  const result = source.startsWith('data:')
    ? ({ ok: true, value: inlined(source) } as const)
    : await central.guideMedia(source, { accept, ceiling: largest }, signal);
  if (signal.aborted) return;
  if (result.ok && result.value !== undefined && type.test(result.value.mediaType)) {
    tell({ kind: 'guide-media', ref, outcome: { ok: true, handle: blobs.put(result.value) } });
    return;
  }
  log.warn({ event: `no-${what}`, detail: result.ok ? 'of another type, empty or too large' : result.kind });
  tell({ kind: 'guide-media', ref, outcome: { ok: false } });
};
