import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, copyFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Qmp } from '../kernel/qmp.ts';

/** A terminal in QEMU: UEFI, a disk, a network that leads to this machine as 10.0.2.2, a screen and a touch panel. */
export type Terminal = {
  readonly qmp: Qmp;
  /** What stood on the serial console so far. */
  console(): string;
  /** A finger, there and away; of the screen's width and height. */
  touch(x: number, y: number): Promise<void>;
  /** A picture of the screen, as PPM, into this file. */
  picture(file: string): Promise<void>;
  /** The power goes. Resolves when it is off. */
  powerOff(): Promise<void>;
};

const firmware = '/usr/share/OVMF/OVMF_CODE_4M.fd';
const emptyVariables = '/usr/share/OVMF/OVMF_VARS_4M.fd';

/** `folder`: for sockets and the firmware's variables; `disk` is written to; `log` gets what stands on the serial console. */
export const startTerminal = async (disk: string, folder: string, log: string): Promise<Terminal> => {
  const variables = join(folder, 'variables.fd');
  copyFileSync(emptyVariables, variables);
  const monitor = createServer();
  const path = join(folder, `qmp-${Date.now()}`);
  monitor.listen(path);
  await once(monitor, 'listening');
  const connected = once(monitor, 'connection').then(([socket]: unknown[]) => socket as Socket);
  // biome-ignore format: a command line
  const qemu: ChildProcess = spawn('qemu-system-x86_64', [
    '-nodefaults', '-no-user-config', '-machine', 'q35,accel=tcg', '-cpu', 'Nehalem', '-smp', '2', '-m', '3072',
    '-drive', `if=pflash,format=raw,readonly=on,file=${firmware}`,
    '-drive', `if=pflash,format=raw,file=${variables}`,
    '-drive', `if=virtio,format=raw,file=${disk}`,
    '-netdev', 'user,id=net', '-device', 'virtio-net-pci,netdev=net',
    '-device', 'virtio-vga,xres=1920,yres=1080', '-display', 'none',
    '-device', 'qemu-xhci', '-device', 'usb-tablet',
    '-device', 'virtio-rng-pci', '-serial', 'stdio',
    '-chardev', `socket,id=monitor,path=${path}`, '-mon', 'chardev=monitor,mode=control',
  ], { stdio: ['ignore', 'pipe', 'inherit'] });
  const kill = () => void qemu.kill('SIGKILL');
  process.once('exit', kill);
  const ended = once(qemu, 'exit').finally(() => {
    process.off('exit', kill);
    monitor.close();
  });
  const failed = ended.then(([code]: unknown[]) => {
    throw new Error(`QEMU ended with ${String(code)}`);
  });
  const qmp = new Qmp(await Promise.race([connected, failed]));
  failed.catch(() => undefined);
  await qmp.execute('qmp_capabilities');
  let heard = '';
  if (qemu.stdout !== null)
    createInterface({ input: qemu.stdout }).on('line', (line) => {
      heard += `${line}\n`;
      appendFileSync(log, `${line}\n`);
    });
  const axis = (name: 'x' | 'y', part: number) => ({
    type: 'abs',
    data: { axis: name, value: Math.round(part * 32_767) },
  });
  const button = (down: boolean) => ({ type: 'btn', data: { button: 'left', down } });
  return {
    qmp,
    console: () => heard,
    touch: async (x, y) => {
      await qmp.execute('input-send-event', { events: [axis('x', x), axis('y', y)] });
      await qmp.execute('input-send-event', { events: [button(true)] });
      await qmp.execute('input-send-event', { events: [button(false)] });
    },
    picture: (file) => qmp.execute('screendump', { filename: file }),
    powerOff: async () => {
      kill();
      await ended;
    },
  };
};
