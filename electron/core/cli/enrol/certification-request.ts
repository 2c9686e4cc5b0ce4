import { generateKeyPairSync, sign } from 'node:crypto';
import { bitString, objectIdentifier, sequence, setOfOne, smallInteger, tagged, utf8String } from './der.ts';

export type NewKeyPair = {
  /** PKCS #8, PEM. Never leaves this machine. */
  readonly privateKey: string;
  /** PKCS #10 (RFC 2986), PEM. */
  readonly csr: string;
};

const COMMON_NAME = '2.5.4.3';
/** RFC 5758 */
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

const pem = (label: string, der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
};

/**
 * A fresh P-256 key, which every TLS library can use for a client certificate, and the request for one: subject
 * `CN = commonName` (at most 64 characters, X.520), no attributes, signed with ECDSA and SHA-256.
 */
export const newKeyPair = (commonName: string): NewKeyPair => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = sequence(
    setOfOne(sequence(objectIdentifier(COMMON_NAME), utf8String(commonName.slice(0, 64)))),
  );
  const info = sequence(smallInteger(0), name, publicKey.export({ format: 'der', type: 'spki' }), tagged(0));
  const signature = sign('sha256', info, privateKey);
  const request = sequence(info, sequence(objectIdentifier(ECDSA_WITH_SHA256)), bitString(signature));
  return {
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    csr: pem('CERTIFICATE REQUEST', request),
  };
};
