import type { ReactNode } from 'react';
import { useWords } from '../kiosk.tsx';
import { scenes } from './device-scenes.tsx';
import { KioskDrawing } from './kiosk-drawing.tsx';

export type Slot =
  | 'reader'
  | 'code-scanner'
  | 'ticket-slot'
  | 'paper-tray'
  | 'scanner-glass'
  | 'scanner-feeder';
export type SlotState = 'waiting' | 'working' | 'done' | 'taking' | 'trouble';

export type DevicePictureProps = {
  slot: Slot;
  /** Follows the sensors: `waiting` and `taking` show the hand's movement, `working` the device's own. */
  state: SlotState;
  /** Lower, where more has to fit on the screen. */
  compact?: boolean;
  /** Below the drawing, inside its card. */
  children?: ReactNode;
};

/** Where on this kiosk, and what the hand does there: drawn, not described. Still when motion is reduced. */
export const DevicePicture = ({ slot, state, compact, children }: DevicePictureProps) => {
  const { t } = useWords();
  const Scene = scenes[slot];
  return (
    <figure className="device" data-state={state} data-slot={slot} data-compact={Boolean(compact)}>
      <div className="device__stage">
        <KioskDrawing slot={slot} />
        <svg
          className="device__scene"
          viewBox="0 0 600 440"
          role="img"
          aria-label={t(`device.${slot}.${state}`)}
        >
          <Scene />
          <Badge state={state} />
        </svg>
      </div>
      <span className="device__progress" aria-hidden="true" />
      {children ? <figcaption className="device__caption">{children}</figcaption> : null}
    </figure>
  );
};

const Badge = ({ state }: { state: SlotState }) => {
  if (state === 'done')
    return (
      <g className="d-badge d-badge--done">
        <circle cx="510" cy="96" r="52" />
        <path d="M486 98l17 17 33-37" />
      </g>
    );
  if (state === 'trouble')
    return (
      <g className="d-badge d-badge--trouble">
        <circle cx="510" cy="96" r="52" />
        <path d="M510 70v32M510 121v.5" />
      </g>
    );
  return null;
};
