import { useEffect, useRef, useState } from 'react';
import { type CameraState, showCamera } from '../../camera/show-camera.ts';
import { Icon } from '../../components/icon.tsx';
import { useDoor, useDoorState, useWords } from '../../kiosk.tsx';
import './camera.css';

const corners = ['top-left', 'top-right', 'bottom-right', 'bottom-left'] as const;

/** What the document camera sees, as long as this is drawn; the camera is open no longer than that. */
export const CameraView = ({ small, taking }: { small: boolean; taking: boolean }) => {
  const { t } = useWords();
  const door = useDoor();
  const connected = useDoorState().connection === 'open';
  const place = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('opening');
  useEffect(
    () => (connected && place.current ? showCamera(door, place.current, setState) : undefined),
    [door, connected],
  );
  return (
    <div className="camera" data-state={state} data-small={small} data-taking={taking}>
      <div className="camera__stage">
        <video
          className="camera__picture"
          ref={place}
          muted
          playsInline
          disablePictureInPicture
          aria-label={t('scan.camera.view.live')}
        />
        {corners.map((corner) => (
          <i key={corner} className="camera__corner" data-corner={corner} aria-hidden="true" />
        ))}
      </div>
      {state === 'live' ? null : (
        <p className="camera__words" role="status">
          <Icon name={state === 'failed' ? 'info' : 'scan'} size={56} />
          <span>{t(`scan.camera.view.${state}`)}</span>
        </p>
      )}
    </div>
  );
};
