import type { CameraPort } from '../../classes/camera-port.ts';
import type { Scanner } from '../../classes/scanner.ts';
import { type OptionSchema, optionSet, times } from '../../protocol/options.ts';
import type { Clock } from '../../transports/transport.ts';
import { CameraScanner, type CameraScannerOptions } from './adapter.ts';

export type CameraOptions = Pick<CameraScannerOptions, 'timing'>;

const schema: OptionSchema<CameraOptions> = optionSet({ timing: optionSet(times(['still'])) });

const SCHEME = 'camera:';

/** Where there is no page at all: a maintainer's command line. */
const noCameras: CameraPort = {
  told: () => undefined,
  onTold: () => () => undefined,
  use: () => undefined,
  still: async () => ({
    ok: false,
    error: { code: 'disconnected', detail: 'there is no page that could open a camera', conditions: [] },
  }),
};

/** Document cameras (高拍仪) that the system knows as a webcam (USB video class). Opened by the kiosk's page, not by the core. */
export const cameraModel = {
  name: 'camera',
  role: 'scanner',
  transports: ['camera'],
  options: schema,
  /** One English clause that says what is wrong with `at`, or nothing. */
  check: (at: string): string | undefined =>
    at.startsWith(SCHEME)
      ? undefined
      : `"${at}": must be camera: and a part of the camera's name, or camera: alone for the first one`,
  /** `at`: `camera:` and a part of the label that the browser shows, e.g. `camera:HD Document`; `camera:` is the first one. */
  create: (at: string, clock: Clock, port: CameraPort = noCameras, options: CameraOptions = {}): Scanner =>
    new CameraScanner({ ...options, part: at.slice(SCHEME.length).trim(), port, clock }),
} as const;
