import { useState } from 'react';
import { useBlobAddress } from '../../blob-address.ts';

/**
 * The picture of a step, in room kept for it until it is known that there is none to see: what is coming moves nothing. It shows
 * what the text says, so nobody hears of it.
 */
export const GuidePicture = ({ picture }: { picture: { handle?: string | undefined } | undefined }) => {
  const address = useBlobAddress(picture?.handle);
  const [shown, setShown] = useState<string>();
  const [broken, setBroken] = useState<string>();
  const lacks = picture === undefined || (address !== undefined && address === broken);
  return (
    <div className="guide__picture" data-room={!lacks}>
      {address === undefined || lacks ? null : (
        <img
          src={address}
          alt=""
          draggable={false}
          data-shown={shown === address}
          onLoad={() => setShown(address)}
          onError={() => setBroken(address)}
        />
      )}
    </div>
  );
};
