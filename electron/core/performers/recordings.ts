import type { Perform } from './tools.ts';

/** Recordings of the guide: carried in the catalogue itself, or kept by the central system. */

/** A minute of speech is less than 1 MB. */
const longest = 4 * 1024 * 1024;

const inlined = (source: string): { mediaType: string; bytes: Uint8Array } | undefined => {
  const [, mediaType, base64] = /^data:(audio\/[\w.+-]+);base64,([A-Za-z0-9+/=]+)$/.exec(source) ?? [];
  if (mediaType === undefined || base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length === 0 || bytes.length > longest ? undefined : { mediaType, bytes };
};

export const loadRecording: Perform<'load-recording'> = async (
  { ref, source },
  { central, blobs, tell, log },
  signal,
) => {
  const within = inlined(source);
  if (within !== undefined) {
    tell({ kind: 'recording', ref, outcome: { ok: true, handle: blobs.put(within) } });
    return;
  }
  const result = source.startsWith('data:') ? undefined : await central.recording(source, longest, signal);
  if (signal.aborted) return;
  if (result?.ok) {
    tell({ kind: 'recording', ref, outcome: { ok: true, handle: blobs.put(result.value) } });
    return;
  }
  log.warn({ event: 'no-recording', detail: result === undefined ? 'not audio' : result.kind });
  tell({ kind: 'recording', ref, outcome: { ok: false } });
};
