/** One call that a watched process made, as shim.c writes it down. Paths are absolute. */
export type DiskCall =
  | { readonly op: 'opened'; readonly fd: number; readonly path: string }
  | { readonly op: 'closed' | 'synced'; readonly fd: number }
  | { readonly op: 'written'; readonly fd: number; readonly offset: number; readonly bytes: Buffer }
  | { readonly op: 'cut'; readonly fd: number; readonly length: number }
  | { readonly op: 'renamed'; readonly from: string; readonly to: string }
  | { readonly op: 'removed'; readonly path: string }
  /** On stdout: acknowledged. */
  | { readonly op: 'said'; readonly text: string };

const HEAD = 17;
const O_TRUNC = 0o1000;

export const readTrace = (bytes: Buffer): readonly DiskCall[] => {
  const calls: DiskCall[] = [];
  for (let at = 0; at + HEAD <= bytes.length; ) {
    const op = String.fromCharCode(bytes[at] ?? 0);
    const fd = bytes.readInt32LE(at + 1);
    const offset = Number(bytes.readBigInt64LE(at + 5));
    const length = bytes.readUInt32LE(at + 13);
    const content = bytes.subarray(at + HEAD, at + HEAD + length);
    at += HEAD + length;
    switch (op) {
      case 'o':
        calls.push({ op: 'opened', fd, path: content.toString() });
        if (offset & O_TRUNC) calls.push({ op: 'cut', fd, length: 0 });
        break;
      case 'w':
        calls.push({ op: 'written', fd, offset, bytes: content });
        break;
      case 't':
        calls.push({ op: 'cut', fd, length: offset });
        break;
      case 's':
        calls.push({ op: 'synced', fd });
        break;
      case 'c':
        calls.push({ op: 'closed', fd });
        break;
      case 'r': {
        const [from = '', to = ''] = content.toString().split('\0');
        calls.push({ op: 'renamed', from, to });
        break;
      }
      case 'u':
        calls.push({ op: 'removed', path: content.toString() });
        break;
      case 'a':
        calls.push({ op: 'said', text: content.toString() });
        break;
      default:
        throw new Error(`The trace has an unknown call "${op}".`);
    }
  }
  return calls;
};
