/** Programs that are not ours judge both halves: ipptool the simulator, ippeveprinter the client. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { ippModel } from '../../../devices/models/ipp/model.ts';
import { IppSimulator } from '../../../devices/models/ipp/simulator.ts';
import { systemClock } from '../../../devices/transports/transport.ts';
import { ippeveprinterIsThere, startIppeveprinter } from '../../support/ippeveprinter.ts';
import { whenStatus } from '../support/events.ts';
import { makePdf, pagesIn, requestFor } from './bench.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const run = promisify(execFile);

describe.runIf(existsSync('/usr/bin/ipptool'))('the simulator, judged by ipptool', () => {
  const judged = async (
    test: string,
  ): Promise<{ readonly output: string; readonly simulator: IppSimulator }> => {
    const simulator = new IppSimulator();
    const { url, close } = await simulator.serve();
    const directory = await mkdtemp(join(tmpdir(), 'ipptool-'));
    closers.push(close, () => rm(directory, { recursive: true }));
    const file = join(directory, 'three-pages.pdf');
    await writeFile(file, await makePdf(3));
    const { stdout } = await run('ipptool', ['-tv', '-T', '10', '-f', file, url, test]);
    return { output: stdout, simulator };
  };

  it('describes itself as a printer must', async () => {
    const { output } = await judged('get-printer-attributes.test');
    expect(output).toContain('[PASS]');
    expect(output).not.toContain('FAIL');
  });

  it.each(['print-job.test', 'create-job.test'])('prints three pages for %s', async (test) => {
    const { output, simulator } = await judged(test);
    expect(output).not.toContain('FAIL');
    expect(simulator.finished).toMatchObject([{ state: 'completed', sheets: 3, pages: [1, 2, 3] }]);
  });

  it('keeps to RFC 8011 as far as CUPS’s own suite goes', async () => {
    // The suite's last part needs a file that Debian leaves out; it stops there and says so with its exit status.
    const suite = judged('ipp-1.1.test').then(
      ({ output }) => output,
      (error: unknown) => (error instanceof Error && 'stdout' in error ? String(error.stdout) : ''),
    );
    const output = await suite;
    expect(output.match(/\[PASS\]/g)?.length).toBeGreaterThanOrEqual(25);
    expect(output).not.toContain('[FAIL]');
  });
});

describe.runIf(ippeveprinterIsThere())('the client, against ippeveprinter', () => {
  const joined = async (command: string, attention: number) => {
    const peer = await startIppeveprinter(command);
    const timing = { jobPoll: 50, attention, cancel: 5000 };
    const printer = ippModel.create(peer.url, systemClock, { timing });
    closers.push(peer.close, () => printer.stop());
    await printer.start();
    // It says that it listens before it answers.
    await whenStatus(printer, ({ link }) => link === 'ready');
    return { peer, printer };
  };

  it('prints three pages and counts them', async () => {
    const { peer, printer } = await joined('echo "ATTR: job-impressions-completed=3" >&2', 60_000);
    expect(printer.status()).toMatchObject({ link: 'ready', conditions: [] });
    const request = await requestFor(3);
    const end = await printer.print(request, () => {}, new AbortController().signal);
    expect(end).toEqual({ ok: true, ledger: { asked: 3, taken: 3, spoiled: 0, unknown: 0 } });
    const documents = await peer.documents();
    expect(documents.map((bytes) => Buffer.compare(bytes, request.pdf))).toEqual([0]);
  });

  it('has it print chosen pages, and copies, without being refused', async () => {
    const { peer, printer } = await joined('exit 0', 60_000);
    const end = await printer.print(
      await requestFor(3, { only: [2, 3], copies: 2 }),
      () => {},
      new AbortController().signal,
    );
    expect(end).toMatchObject({ ok: true, ledger: { asked: 4, taken: 4 } });
    const [document] = await peer.documents();
    expect(await pagesIn(document ?? new Uint8Array(0))).toEqual(expect.arrayContaining([2, 3]));
  });

  it('hears that the paper is out, gives the job up and owes the pages', async () => {
    // It lowers "error" to "warning" and never says "stopped": paper that is out needs hands all the same.
    const { peer, printer } = await joined(
      'echo "ATTR: job-impressions-completed=1" >&2\necho "STATE: +media-empty-error" >&2\nhold\nexit 1',
      300,
    );
    // It keeps a cancelled job "processing" until its command has ended. (Its log names the operation in a list of all, too.)
    const released = peer.saw(/^(?!.*operations-supported).*Cancel-Job/).then(() => peer.release());
    const heard: string[] = [];
    printer.onStatus((status) => heard.push(...status.conditions.map((condition) => condition.code)));
    const end = await printer.print(await requestFor(3), () => {}, new AbortController().signal);
    await released;
    expect(heard).toContain('paper-out');
    expect(end).toMatchObject({ ok: false, ledger: { taken: 1 }, owed: [2, 3] });
    expect(end.ok ? [] : end.error.conditions.map((condition) => condition.code)).toContain('paper-out');
  });
});
