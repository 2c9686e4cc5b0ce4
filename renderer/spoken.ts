import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useBlobAddress } from './blob-address.ts';
import { hush, say, useVoice } from './voice.ts';

/** Text that is heard: its recording where there is one, else a voice of the system; nothing where there is neither. */

let played: HTMLAudioElement | null = null;
const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const isRecordingPlayed = (): boolean =>
  played !== null && played.error === null && !played.paused && !played.ended;

/** Ends recording and voice. */
export const stopSpoken = (): void => {
  played?.pause();
  played = null;
  hush();
  tell();
};

const play = (address: string, onBroken: () => void): void => {
  stopSpoken();
  const audio = new Audio(address);
  played = audio;
  for (const end of ['ended', 'error', 'pause', 'play'] as const) audio.addEventListener(end, tell);
  audio.addEventListener('error', onBroken);
  // A window that may not play by itself stays silent until it is touched: the button is there.
  audio.play().catch(tell);
};

export type Spoken = { available: boolean; playing: boolean; play: () => void; stop: () => void };

/**
 * Begins by itself with each new text. A recording that is still on its way is waited for: half a sentence in one voice and the
 * rest in another helps nobody. One that can't be played is as good as none.
 */
export const useSpoken = (
  words: string,
  language: string,
  recording: { handle?: string | undefined } | undefined,
): Spoken => {
  const voice = useVoice(language);
  const loaded = useBlobAddress(recording?.handle);
  const [broken, setBroken] = useState<string>();
  const address = loaded === broken ? undefined : loaded;
  const coming = recording !== undefined && loaded === undefined;
  const playing = useSyncExternalStore(subscribe, isRecordingPlayed);
  const stopped = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is spoken anew, though it was stopped before
  useEffect(() => {
    stopped.current = false;
  }, [words]);

  useEffect(() => {
    if (stopped.current || coming) return;
    if (address !== undefined) play(address, () => setBroken(address));
    else say(words, language, true);
    return stopSpoken;
  }, [words, language, address, coming]);

  return {
    available: address !== undefined || voice.available,
    playing: playing || voice.speaking,
    play: () => {
      stopped.current = false;
      if (address !== undefined) play(address, () => setBroken(address));
      else say(words, language, true);
    },
    stop: () => {
      stopped.current = true;
      stopSpoken();
    },
  };
};
