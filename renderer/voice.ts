import { useSyncExternalStore } from 'react';

/** Reading aloud by the system's own voices; offered only where one speaks the language, never over a network. */

let on = false;
const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

const synthesis = (): SpeechSynthesis | undefined =>
  typeof window !== 'undefined' && 'speechSynthesis' in window ? window.speechSynthesis : undefined;

const voiceFor = (language: string): SpeechSynthesisVoice | undefined => {
  const wanted = language.toLowerCase().slice(0, 2);
  return synthesis()
    ?.getVoices()
    .find((voice) => voice.localService && voice.lang.toLowerCase().startsWith(wanted));
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  const system = synthesis();
  system?.addEventListener('voiceschanged', listener);
  return () => {
    listeners.delete(listener);
    system?.removeEventListener('voiceschanged', listener);
  };
};

/** Ends all speech and turns it off: the end of a visit. */
export const silence = (): void => {
  synthesis()?.cancel();
  on = false;
  tell();
};

/** Ends what is being said; reading aloud stays as it was. */
export const hush = (): void => synthesis()?.cancel();

/** Says it instead of whatever is being said; nothing when off, unless `always`. */
export const say = (words: string, language: string, always = false): void => {
  const voice = voiceFor(language);
  if (!voice || !(on || always)) return;
  const spoken = new SpeechSynthesisUtterance(words);
  spoken.voice = voice;
  spoken.lang = voice.lang;
  spoken.rate = 0.9;
  for (const change of ['start', 'end', 'error'] as const) spoken.addEventListener(change, tell);
  synthesis()?.cancel();
  synthesis()?.speak(spoken);
};

export const speaking = (): boolean => synthesis()?.speaking ?? false;

export const useVoice = (
  language: string,
): { available: boolean; on: boolean; speaking: boolean; turn: (on: boolean) => void } => {
  const available = useSyncExternalStore(subscribe, () => voiceFor(language) !== undefined);
  const isOn = useSyncExternalStore(subscribe, () => on);
  const isSpeaking = useSyncExternalStore(subscribe, speaking);
  return {
    available,
    on: isOn,
    speaking: isSpeaking,
    turn: (next) => {
      on = next;
      if (!next) synthesis()?.cancel();
      tell();
    },
  };
};
