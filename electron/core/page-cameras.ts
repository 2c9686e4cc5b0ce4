import type { CameraPort, CamerasTold } from '../../devices/classes/camera-port.ts';
import type { ScannedPage } from '../../devices/classes/scanner.ts';
import { type DeviceErrorCode, failed, type Outcome, succeeded } from '../../devices/device.ts';
import { Listeners } from '../../devices/protocol/listeners.ts';
import type { Captured, CaptureFault, CaptureOrder } from '../contract/cameras.ts';

/** The cameras of the page that is connected now: the newest one, as everywhere. */
export type PageCameras = CameraPort & {
  /** A page is there; the one before, and what it told, is forgotten. The function returned says that it has gone. */
  connect(order: (order: CaptureOrder) => void): () => void;
  /** The page says what cameras it has; the answer is the label of the one to open, null for none. */
  tell(told: CamerasTold): string | null;
  /** The page answers an order. One that nobody waits for any more is dropped. */
  take(answer: Captured): void;
};

const meaning: Record<CaptureFault, readonly [DeviceErrorCode, string]> = {
  'not-shown': ['rejected', 'the scan screen is not shown, so no camera is open'],
  'no-camera': ['disconnected', 'the page can no longer find that camera'],
  denied: ['disconnected', 'the page may not open the camera'],
  'too-large': ['rejected', 'the picture is larger than may be sent'],
  failed: ['rejected', 'the camera gave no picture'],
};

type Answer = Outcome<ScannedPage>;

export const pageCameras = (): PageCameras => {
  const listeners = new Listeners<[]>();
  const waiting = new Map<string, (answer: Answer) => void>();
  let told: CamerasTold | undefined;
  let using: string | undefined;
  let send: ((order: CaptureOrder) => void) | undefined;
  let orders = 0;

  const know = (next: CamerasTold | undefined): void => {
    told = next;
    listeners.tell();
  };
  const forget = (): void => {
    send = undefined;
    for (const answer of [...waiting.values()]) answer(failed('disconnected', 'the page has gone'));
    know(undefined);
  };

  return {
    told: () => told,
    onTold: (listener) => listeners.add(listener),
    use: (label) => {
      using = label;
    },
    still: (label, signal) => {
      const order = send;
      if (signal.aborted) return Promise.resolve(failed('cancelled', 'cancelled before it began'));
      if (order === undefined) return Promise.resolve(failed('disconnected', 'no page is connected'));
      orders += 1;
      const id = String(orders);
      const { promise, resolve } = Promise.withResolvers<Answer>();
      const cancel = (): void => resolve(failed('cancelled', 'no longer wanted'));
      signal.addEventListener('abort', cancel, { once: true });
      waiting.set(id, resolve);
      order({ id, label });
      return promise.finally(() => {
        waiting.delete(id);
        signal.removeEventListener('abort', cancel);
      });
    },
    connect: (order) => {
      forget();
      send = order;
      return () => {
        if (send === order) forget();
      };
    },
    tell: (next) => {
      know(next);
      return using ?? null;
    },
    take: (answer) => {
      const resolve = waiting.get(answer.id);
      if (resolve === undefined) return;
      if ('error' in answer) return resolve(failed(...meaning[answer.error]));
      const bytes = new Uint8Array(Buffer.from(answer.base64, 'base64'));
      resolve(succeeded({ mediaType: answer.mediaType, bytes }));
    },
  };
};
