/// <reference types="vite/client" />
import { createRoot } from 'react-dom/client';
import { Settings } from '../../../electron/contract/snapshot.ts';
import { App } from '../../../renderer/app.tsx';
import '../../../renderer/styles/index.css';
import { snapshotOf } from '../fixtures.ts';
import { fakeDoor } from './fake-door.ts';

/** One fixture by its address: `?screen=ticket&lang=en&size=200&contrast=dark&low=1`. */
const asked = new URLSearchParams(location.search);
const settings = Settings.parse({
  language: asked.get('lang') ?? 'zh-CN',
  textSize: Number(asked.get('size') ?? 100),
  contrast: asked.get('contrast') ?? 'standard',
  lowReach: asked.get('low') === '1',
});

const place = document.getElementById('app');
if (!place) throw new Error('index.html lacks its #app');
createRoot(place).render(<App door={fakeDoor(snapshotOf(asked.get('screen') ?? 'home', settings))} />);
