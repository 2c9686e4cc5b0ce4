import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeScanner, ScannedCode } from '../../../devices/classes/code-scanner.ts';
import type { Scan } from '../../../devices/models/hid-pos/simulator.ts';
import { Heard, whenStatus } from '../support/events.ts';
import { settle } from '../support/virtual-clock.ts';

export type CodeScannerRig = {
  readonly scanner: CodeScanner;
  scan(text: string, options?: Scan): void;
  unplug(): Promise<void> | void;
  plug(): Promise<void> | void;
  close(): Promise<void>;
};

/** What every code scanner promises, on whatever line. */
export const describeCodeScanner = (line: string, makeRig: () => Promise<CodeScannerRig>): void => {
  describe(`a code scanner on ${line}`, () => {
    let rig: CodeScannerRig;
    let codes: Heard<ScannedCode>;

    beforeEach(async () => {
      rig = await makeRig();
      codes = new Heard();
      rig.scanner.onCode(codes.listen);
    });

    afterEach(async () => {
      await rig.scanner.stop();
      await rig.close();
    });

    it('is absent before the start and ready after it', async () => {
      expect(rig.scanner.status().link).toBe('absent');
      await rig.scanner.start();
      expect(rig.scanner.status()).toMatchObject({ link: 'ready', conditions: [] });
    });

    it('tells each code once, in order', async () => {
      await rig.scanner.start();
      for (const text of ['330106', '杭州市西湖区', 'https://example.test/code?x=1']) rig.scan(text);
      await codes.until((all) => all.length === 3);
      expect(codes.all.map(({ text }) => text)).toEqual([
        '330106',
        '杭州市西湖区',
        'https://example.test/code?x=1',
      ]);
    });

    it('tells a long code whole', async () => {
      await rig.scanner.start();
      const text = '0123456789'.repeat(200);
      rig.scan(text);
      await codes.until((all) => all.length === 1);
      expect(codes.all[0]?.text).toBe(text);
    });

    it('reads the older Chinese encoding', async () => {
      await rig.scanner.start();
      rig.scan('营业执照', { encoding: 'gb18030' });
      await codes.until((all) => all.length === 1);
      expect(codes.all[0]?.text).toBe('营业执照');
    });

    it('is absent when unplugged, and scans again when it is back', async () => {
      await rig.scanner.start();
      await rig.unplug();
      await whenStatus(rig.scanner, ({ link }) => link === 'absent');
      await rig.plug();
      await whenStatus(rig.scanner, ({ link }) => link === 'ready');
      rig.scan('again');
      await codes.until((all) => all.length === 1);
    });

    it('tells nothing after it was stopped, and can be started again', async () => {
      await rig.scanner.start();
      await rig.scanner.stop();
      expect(rig.scanner.status().link).toBe('absent');
      rig.scan('nobody listens');
      await settle();
      expect(codes.all).toEqual([]);
      await rig.scanner.start();
      rig.scan('heard');
      await codes.until((all) => all.at(-1)?.text === 'heard');
    });
  });
};
