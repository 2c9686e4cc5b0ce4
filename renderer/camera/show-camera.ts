import type { CaptureFault } from '../../electron/contract/cameras.ts';
import type { Door } from '../client.ts';
import { camerasHere } from './cameras-here.ts';
import { type LiveCamera, openCamera } from './live-camera.ts';

export type CameraState = 'opening' | 'live' | 'failed';

/**
 * Opens the camera that the core names and takes the pictures that it orders, until the returned function is called:
 * then the camera is closed at once. One that is pulled out is looked for again when something is plugged in.
 */
export const showCamera = (
  door: Door,
  place: HTMLVideoElement,
  become: (state: CameraState) => void,
): (() => void) => {
  const over = new AbortController();
  const { signal } = over;
  let state: CameraState = 'opening';
  let current: Promise<LiveCamera | CaptureFault>;

  const now = (next: CameraState): void => {
    state = next;
    if (!signal.aborted) become(next);
  };
  const begin = (): void => {
    now('opening');
    current = openNamed(door, place, signal);
    void current.then(async (camera) => {
      if (typeof camera === 'string') return now('failed');
      if (signal.aborted) return camera.close();
      now('live');
      await camera.ended;
      camera.close();
      if (!signal.aborted) begin();
    });
  };
  begin();

  const leave = door.takesPictures(async (label) => {
    const camera = await current;
    if (typeof camera === 'string') return camera;
    return label === '' || label === camera.label ? camera.still() : 'no-camera';
  });
  const again = (): void => {
    if (state === 'failed') begin();
  };
  navigator.mediaDevices?.addEventListener('devicechange', again, { signal });
  return () => {
    over.abort();
    leave();
    void current.then((camera) => (typeof camera === 'string' ? undefined : camera.close()));
  };
};

/** Labels may be known only once a camera is open: then the core is asked again, and may name another one. */
const openNamed = async (
  door: Door,
  place: HTMLVideoElement,
  signal: AbortSignal,
): Promise<LiveCamera | CaptureFault> => {
  for (;;) {
    const named = await door.cameras(await camerasHere());
    if (named === null) return 'no-camera';
    if (signal.aborted) return 'not-shown';
    const camera = await openCamera(named, place, signal);
    if (typeof camera === 'string') {
      const here = await camerasHere();
      await door.cameras(camera === 'denied' ? { ...here, permission: 'denied' } : here);
      return camera;
    }
    if (named !== '') return camera;
    const known = await door.cameras(await camerasHere());
    if (known === '' || known === camera.label) return camera;
    camera.close();
  }
};
