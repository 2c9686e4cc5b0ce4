/// <reference types="vite/client" />
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Settings, Snapshot } from '../../../electron/contract/snapshot.ts';
import { App } from '../../../renderer/app.tsx';
import '../../../renderer/styles/index.css';
import { snapshotOf } from '../fixtures.ts';
import { fakeDoor } from './fake-door.ts';

declare global {
  interface Window {
    /** Puts another fixture in the place of this one, as anew: `screen=ticket&lang=en`. */
    show(query: string): void;
    /** The same with a snapshot that no fixture holds. */
    draw(snapshot: unknown): void;
  }
}

const place = document.getElementById('app');
if (!place) throw new Error('index.html lacks its #app');
const root = createRoot(place);

const put = (snapshot: Snapshot): void => {
  const door = fakeDoor(snapshot);
  // Nothing is left of the fixture before, neither its state nor its focus.
  flushSync(() => root.render(null));
  document.documentElement.lang = snapshot.settings.language;
  flushSync(() => root.render(<App door={door} />));
};
window.draw = (snapshot) => put(Snapshot.parse(snapshot));

/** One fixture by its address: `?screen=ticket&lang=en&size=200&contrast=dark&low=1`. */
window.show = (query) => {
  const asked = new URLSearchParams(query);
  const settings = Settings.parse({
    language: asked.get('lang') ?? 'zh-CN',
    textSize: Number(asked.get('size') ?? 100),
    contrast: asked.get('contrast') ?? 'standard',
    lowReach: asked.get('low') === '1',
  });
  put(snapshotOf(asked.get('screen') ?? 'home', settings));
};
window.show(location.search);
