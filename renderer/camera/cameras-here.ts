import type { CamerasHere } from '../../electron/contract/cameras.ts';

/** A camera's name as the contract carries it; browsers add vendor and product id. */
export const nameOf = ({ label }: { readonly label: string }): string => label.slice(0, 200);

export const camerasIn = async (): Promise<MediaDeviceInfo[]> => {
  const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  return devices.filter(({ kind }) => kind === 'videoinput').slice(0, 16);
};

/** Asks the browser without opening any camera, and without asking the person. */
export const camerasHere = async (): Promise<CamerasHere> => {
  const cameras = await camerasIn();
  const permission = await permissionState();
  return { permission: permission?.state ?? 'prompt', labels: cameras.map(nameOf) };
};

/** Undefined where the browser does not tell. */
export const permissionState = (): Promise<PermissionStatus | undefined> =>
  navigator.permissions.query({ name: 'camera' }).catch(() => undefined);
