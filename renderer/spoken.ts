import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { bytesOf } from './bytes.ts';
import { useDoor } from './kiosk.tsx';
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

/** The address of a recording's bytes, as long as they are shown. */
const useAddress = (handle: string | undefined): string | undefined => {
  const door = useDoor();
  const [made, setMade] = useState<{ of: string; address: string }>();
  useEffect(() => {
    if (handle === undefined) return;
    let address: string | undefined;
    let gone = false;
    void door.blob(handle).then((blob) => {
      if (gone || blob === null) return;
      address = URL.createObjectURL(new Blob([bytesOf(blob.base64)], { type: blob.mediaType }));
      setMade({ of: handle, address });
    });
    return () => {
      gone = true;
      if (address !== undefined) URL.revokeObjectURL(address);
      setMade(undefined);
    };
  }, [door, handle]);
  // Of the step before it is not: not even for the moment until its bytes are given back.
  return made?.of === handle ? made?.address : undefined;
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
  const loaded = useAddress(recording?.handle);
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
