import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { readerId, readerLine } from './desk.ts';
import type { Kernel } from './kernel.ts';
import { Qmp } from './qmp.ts';

export type Machine = {
  /** The serial console, a line at a time; closes when the machine ends. */
  readonly console: Interface;
  readonly qmp: Qmp;
  /** The far end of the USB converter's serial line. */
  readonly readerLine: Socket;
  type(line: string): void;
  /** Resolves when QEMU has ended, killed or by itself. */
  readonly ended: Promise<unknown>;
  kill(): void;
};

export type MachineParts = {
  readonly kernel: Kernel;
  readonly initramfs: string;
  /** The project; the machine may only read it. */
  readonly root: string;
  /** For sockets: private, and of a short name. */
  readonly folder: string;
};

const listen = async (path: string): Promise<{ server: Server; connected: Promise<Socket> }> => {
  const server = createServer();
  const connected = once(server, 'connection').then(([socket]: unknown[]) => socket as Socket);
  server.listen(path);
  await once(server, 'listening');
  return { server, connected };
};

/**
 * One emulated processor, 1 GiB, one USB controller with a serial converter on it, the project by 9p. No disk, no network.
 * Niced, because it keeps a processor busy.
 */
export const startMachine = async ({ kernel, initramfs, root, folder }: MachineParts): Promise<Machine> => {
  const monitor = await listen(join(folder, 'qmp'));
  const reader = await listen(join(folder, 'reader'));
  // QEMU takes a comma within a value twice.
  const shared = root.replaceAll(',', ',,');
  // biome-ignore format: a command line
  const qemu: ChildProcess = spawn('nice', ['-n', '15', 'qemu-system-x86_64',
    '-nodefaults', '-no-user-config', '-machine', 'q35,accel=tcg', '-cpu', 'max', '-smp', '1', '-m', '1024',
    '-display', 'none', '-no-reboot', '-serial', 'stdio',
    '-kernel', kernel.image, '-initrd', initramfs, '-append', 'console=ttyS0 quiet loglevel=2 panic=-1 mitigations=off',
    '-virtfs', `local,path=${shared},mount_tag=kiosk,security_model=none,readonly=on,multidevs=remap`,
    '-chardev', `socket,id=monitor,path=${join(folder, 'qmp')}`, '-mon', 'chardev=monitor,mode=control',
    '-device', 'qemu-xhci',
    '-chardev', `socket,id=${readerLine},path=${join(folder, 'reader')}`,
    '-device', `usb-serial,id=${readerId},chardev=${readerLine}`,
  ], { stdio: ['pipe', 'pipe', 'inherit'] });
  const { stdin, stdout } = qemu;
  if (!stdin || !stdout) throw new Error('QEMU has no console');
  const kill = () => void qemu.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(qemu, 'exit').finally(() => {
    process.off('exit', kill);
    monitor.server.close();
    reader.server.close();
  });
  stdin.on('error', () => undefined);
  const failed = ended.then(([code]: unknown[]) => {
    throw new Error(`QEMU ended with ${String(code)}`);
  });
  const [monitorSocket, readerSocket] = await Promise.race([
    Promise.all([monitor.connected, reader.connected]),
    failed,
  ]);
  failed.catch(() => undefined);
  const qmp = new Qmp(monitorSocket);
  await qmp.execute('qmp_capabilities');
  return {
    console: createInterface({ input: stdout }),
    qmp,
    readerLine: readerSocket,
    type: (line) => void stdin.write(`${line}\n`),
    ended,
    kill,
  };
};
