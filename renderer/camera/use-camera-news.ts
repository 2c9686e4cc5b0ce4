import { useEffect } from 'react';
import { useDoor, useDoorState } from '../kiosk.tsx';
import { camerasHere, permissionState } from './cameras-here.ts';

/** Tells the core what cameras there are: after connecting, and whenever one comes or goes or the permission changes. */
export const useCameraNews = (): void => {
  const door = useDoor();
  const open = useDoorState().connection === 'open';
  useEffect(() => {
    if (!open) return;
    const over = new AbortController();
    const tell = async (): Promise<void> => {
      const here = await camerasHere();
      if (!over.signal.aborted) void door.cameras(here);
    };
    void tell();
    const listening = { signal: over.signal };
    navigator.mediaDevices?.addEventListener('devicechange', tell, listening);
    void permissionState().then((permission) => permission?.addEventListener('change', tell, listening));
    return () => over.abort();
  }, [door, open]);
};
