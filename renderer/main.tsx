import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openDoor } from './client.ts';
import { overPort, overSocket, windowPorts } from './link.ts';
import './styles/index.css';

/** The shell hands over a port; without a shell the address carries the key of the loopback socket. */
const key = decodeURIComponent(location.hash.slice(1));
const wire = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/wire`;
const door = openDoor(key ? overSocket(wire, key) : overPort(windowPorts(window)));

const place = document.getElementById('app');
if (!place) throw new Error('index.html lacks its #app');
createRoot(place).render(<App door={door} />);
