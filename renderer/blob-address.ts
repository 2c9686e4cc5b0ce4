import { useEffect, useState } from 'react';
import { bytesOf } from './bytes.ts';
import { useDoor } from './kiosk.tsx';

/** An address of the bytes behind a handle, for what can only be played or shown from one; it ends with the screen that shows them. */
export const useBlobAddress = (handle: string | undefined): string | undefined => {
  const door = useDoor();
  const [made, setMade] = useState<{ of: string; address: string }>();
  useEffect(() => {
    if (handle === undefined) return;
    let address: string | undefined;
    let gone = false;
    void door.blob(handle).then((blob) => {
      if (gone || blob === null) return;
      address = URL.createObjectURL(new Blob([bytesOf(blob.base64)], { type: blob.mediaType }));
      setMade({ of: handle, address });
    });
    return () => {
      gone = true;
      if (address !== undefined) URL.revokeObjectURL(address);
      setMade(undefined);
    };
  }, [door, handle]);
  // Not of the handle before: not even for the moment until its bytes are given back.
  return made?.of === handle ? made?.address : undefined;
};
