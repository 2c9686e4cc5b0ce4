import type { RequestOptions } from 'node:https';
import { connect } from 'node:tls';

/** Devices sign their own certificates: one is trusted by its fingerprint, as read from the device's own page or from `openssl x509`. */

/** SHA-256 of a certificate as Node writes it: upper-case hex with colons. Undefined for what is not 32 bytes in hexadecimal. */
export const parseFingerprint = (text: string): string | undefined => {
  const digits = text.replaceAll(':', '').toUpperCase();
  return /^[0-9A-F]{64}$/.test(digits) ? (digits.match(/../g) ?? []).join(':') : undefined;
};

/**
 * For `createConnection` of a request: connects, compares the certificate with the pinned one, and only then lets HTTP have the
 * socket, so that nothing is told to any other device.
 * @param over aborted when the request has ended, however it did: until HTTP has the socket nobody else would close it
 */
export const pinnedTo =
  (url: URL, fingerprint: string, over: AbortSignal): NonNullable<RequestOptions['createConnection']> =>
  (_options, ready) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const socket = connect({ host, port: Number(url.port || 443), rejectUnauthorized: false });
    over.addEventListener('abort', () => socket.destroy(), { once: true });
    socket.once('error', (error) => ready(error, socket));
    socket.once('secureConnect', () => {
      const shown = socket.getPeerCertificate().fingerprint256;
      if (shown === fingerprint) ready(null, socket);
      else socket.destroy(new Error(`another certificate: ${shown}`));
    });
    return undefined;
  };
