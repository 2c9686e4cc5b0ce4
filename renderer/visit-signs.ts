import { useEffect, useRef } from 'react';
import type { Snapshot } from '../electron/contract/snapshot.ts';
import { cornerWatch } from './corners.ts';
import { useDoor } from './kiosk.tsx';
import { watchPresses } from './press.ts';
import { play } from './sounds.ts';
import { isRecordingPlayed, stopSpoken } from './spoken.ts';
import { say, silence, speaking } from './voice.ts';

const ACTIVITY_EVERY_MS = 1_000;
const LISTENING_EVERY_MS = 2_000;

/** Signs of life both ways: touches and keys are told to the core, tones and speech are played for the person. */
export const useVisitSigns = ({ sound, screen, screenId, settings }: Snapshot): void => {
  const door = useDoor();
  const played = useRef<number | null>(null);

  useEffect(() => watchPresses(document), []);

  useEffect(() => {
    let told = Number.NEGATIVE_INFINITY;
    const corner = cornerWatch();
    const alive = (): void => {
      if (performance.now() - told < ACTIVITY_EVERY_MS) return;
      told = performance.now();
      door.intend({ kind: 'activity' });
    };
    const touched = (event: PointerEvent): void => {
      alive();
      const round = corner({
        x: event.clientX,
        y: event.clientY,
        width: window.innerWidth,
        height: window.innerHeight,
        at: performance.now(),
      });
      if (round) door.intend({ kind: 'staff-gesture' });
    };
    // While speech plays somebody listens: the visit must not run out under it.
    const listening = window.setInterval(
      () => (speaking() || isRecordingPlayed() ? door.intend({ kind: 'listening' }) : undefined),
      LISTENING_EVERY_MS,
    );
    window.addEventListener('pointerdown', touched, { capture: true, passive: true });
    window.addEventListener('keydown', alive, { capture: true });
    return () => {
      window.clearInterval(listening);
      window.removeEventListener('pointerdown', touched, { capture: true });
      window.removeEventListener('keydown', alive, { capture: true });
    };
  }, [door]);

  useEffect(() => {
    if (!sound || played.current === sound.id) return;
    played.current = sound.id;
    play(sound.kind);
  }, [sound]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once a screen, not at each change within it
  useEffect(() => {
    if (screen.name === 'attract') {
      stopSpoken();
      return silence();
    }
    // The guide speaks for itself.
    if (screen.name === 'guide') return;
    const words = [...document.querySelectorAll('.heading__title, .heading__lead')].map(
      (node) => node.textContent,
    );
    say(words.join('。'), settings.language);
  }, [screenId, settings.language]);
};
