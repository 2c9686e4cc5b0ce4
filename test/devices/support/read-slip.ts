/**
 * Reads a slip's bytes back, knowing nothing of encoder or simulator: the few commands that a slip without pictures holds, and
 * GB18030 by the platform's own decoder. Throws for a byte that is neither.
 */
export const readSlip = (bytes: Uint8Array): string[] => {
  const lines: string[] = [];
  let line: number[] = [];
  const lengths = new Map([
    [0x1b40, 2],
    [0x1c26, 2],
    [0x1b61, 3],
    [0x1b45, 3],
    [0x1d21, 3],
    [0x1b64, 3],
    [0x1d56, 4],
    [0x1d72, 3],
  ]);
  for (let at = 0; at < bytes.length; ) {
    const [byte = 0, next = 0] = bytes.subarray(at);
    const length = lengths.get(byte * 256 + next);
    if (byte === 0x0a) {
      lines.push(new TextDecoder('gb18030', { fatal: true }).decode(Uint8Array.from(line)));
      line = [];
      at += 1;
    } else if (length !== undefined) at += length;
    else if (byte < 0x20) throw new Error(`a byte ${byte.toString(16)} that is no text`);
    else {
      line.push(...(byte < 0x80 ? [byte] : [byte, next]));
      at += byte < 0x80 ? 1 : 2;
    }
  }
  return lines;
};
