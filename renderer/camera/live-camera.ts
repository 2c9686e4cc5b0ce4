import { type CaptureFault, LARGEST_STILL, type Still } from '../../electron/contract/cameras.ts';
import { base64Of } from '../bytes.ts';
import { camerasIn, nameOf } from './cameras-here.ts';

/** A camera that is open and shown. Its light is on until it is closed. */
export type LiveCamera = {
  readonly label: string;
  /** Resolves when it is pulled out or taken away; never when it is closed. */
  readonly ended: Promise<void>;
  readonly still: () => Promise<Still | CaptureFault>;
  readonly close: () => void;
};

/** More than any camera has: the browser takes the nearest, its best. */
const BEST = { width: { ideal: 16_384 }, height: { ideal: 16_384 } };

/** Tried in turn until the picture may be sent. */
const QUALITIES = [0.92, 0.8, 0.6];

/** Opens the camera of that label, the first one without a label, and shows in `place` what it sees. Never rejects. */
export const openCamera = async (
  label: string,
  place: HTMLVideoElement,
  signal: AbortSignal,
): Promise<LiveCamera | CaptureFault> => {
  const found = label === '' ? undefined : (await camerasIn()).find((one) => nameOf(one) === label);
  if (label !== '' && found === undefined) return 'no-camera';
  if (signal.aborted) return 'not-shown';
  let stream: MediaStream;
  try {
    const which = found === undefined ? {} : { deviceId: { exact: found.deviceId } };
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...which, ...BEST } });
  } catch (error) {
    return faultOf(error);
  }
  const close = (): void => {
    for (const track of stream.getTracks()) track.stop();
    if (place.srcObject === stream) place.srcObject = null;
  };
  const [track] = stream.getVideoTracks();
  if (signal.aborted || track === undefined) {
    close();
    return signal.aborted ? 'not-shown' : 'failed';
  }
  const ended = new Promise<void>((resolve) => track.addEventListener('ended', () => resolve()));
  place.srcObject = stream;
  await place.play().catch(() => undefined);
  const still = (): Promise<Still | CaptureFault> =>
    Promise.race([ended.then(() => 'no-camera' as const), stillOf(place)]).catch(() => 'failed' as const);
  return { label: nameOf(track), ended, still, close };
};

const faultOf = (error: unknown): CaptureFault => {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError') return 'denied';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'no-camera' : 'failed';
};

/** The next picture that comes, not the one that was there before the touch. */
const stillOf = async (video: HTMLVideoElement): Promise<Still | CaptureFault> => {
  await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  for (const quality of QUALITIES) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (blob.size <= LARGEST_STILL) return { mediaType: 'image/jpeg', base64: await base64Of(blob) };
  }
  return 'too-large';
};
