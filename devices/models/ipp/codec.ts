/** RFC 8010, pure: `encode(message)` -> bytes, `decode(bytes)` -> message or the place where it stops making sense. */
export { type Decoded, decode, type Malformed } from './decode.ts';
export { encode } from './encode.ts';
