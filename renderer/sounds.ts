import type { Snapshot } from '../electron/contract/snapshot.ts';

type Kind = NonNullable<Snapshot['sound']>['kind'];
type Tone = { hertz: number; at: number; seconds: number };

/** Short soft tones, made here: no file to load, nothing that startles. */
const tunes: Record<Kind, Tone[]> = {
  'card-read': [{ hertz: 880, at: 0, seconds: 0.16 }],
  remind: [
    { hertz: 660, at: 0, seconds: 0.2 },
    { hertz: 880, at: 0.26, seconds: 0.28 },
  ],
  done: [
    { hertz: 523, at: 0, seconds: 0.16 },
    { hertz: 659, at: 0.14, seconds: 0.16 },
    { hertz: 784, at: 0.28, seconds: 0.32 },
  ],
  trouble: [
    { hertz: 440, at: 0, seconds: 0.24 },
    { hertz: 349, at: 0.26, seconds: 0.4 },
  ],
};

let context: AudioContext | null = null;

export const play = (kind: Kind): void => {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  void context.resume();
  const start = context.currentTime + 0.02;
  for (const tone of tunes[kind]) sound(context, tone, start);
};

const sound = (audio: AudioContext, { hertz, at, seconds }: Tone, start: number): void => {
  const voice = audio.createOscillator();
  const loudness = audio.createGain();
  voice.type = 'sine';
  voice.frequency.value = hertz;
  loudness.gain.setValueAtTime(0, start + at);
  loudness.gain.linearRampToValueAtTime(0.22, start + at + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, start + at + seconds);
  voice.connect(loudness).connect(audio.destination);
  voice.start(start + at);
  voice.stop(start + at + seconds + 0.02);
};
