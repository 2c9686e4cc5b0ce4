import { useEffect, useRef, useState } from 'react';
import { bytesOf } from '../../bytes.ts';
import { useDoor } from '../../kiosk.tsx';

type PageImageProps = { handle: string; label: string };

/** A scanned page. Its bytes are fetched for this screen, drawn and let go; no address of them exists. */
export const PageImage = ({ handle, label }: PageImageProps) => {
  const door = useDoor();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<'loading' | 'shown' | 'gone'>('loading');
  useEffect(() => {
    let current = true;
    const draw = async (): Promise<void> => {
      const bitmap = await bitmapOf(await door.blob(handle));
      const place = canvas.current;
      if (current && place && bitmap) {
        place.width = bitmap.width;
        place.height = bitmap.height;
        place.getContext('2d')?.drawImage(bitmap, 0, 0);
      }
      bitmap?.close();
      if (current) setState(bitmap ? 'shown' : 'gone');
    };
    void draw();
    return () => {
      current = false;
    };
  }, [door, handle]);
  return <canvas className="page__image" ref={canvas} role="img" aria-label={label} data-state={state} />;
};

const LARGEST_SIDE = 900;

/** Null for what is gone or no picture. */
const bitmapOf = async (blob: { mediaType: string; base64: string } | null): Promise<ImageBitmap | null> => {
  if (!blob) return null;
  try {
    return await createImageBitmap(new Blob([bytesOf(blob.base64)], { type: blob.mediaType }), {
      resizeHeight: LARGEST_SIDE,
      resizeQuality: 'high',
    });
  } catch {
    return null;
  }
};
