/** The machine's first and only file system: busybox, this Node, the libraries it loads, the kernel modules, and an init. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, copyFile, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { type Kernel, moduleFiles } from './kernel.ts';

const run = promisify(execFile);

/** The shared project is mounted here. */
const project = '/kiosk';

/** hidraw is part of hid. Two USB host controllers: which one the machine has is `machine.ts`'s choice. */
const modules = ['virtio_pci', '9pnet_virtio', '9p', 'xhci_pci', 'hid_generic', 'usbhid', 'uhid', 'ftdi_sio'];

const init = (loading: readonly string[]): string => `#!/bin/busybox sh
/bin/busybox mkdir -p /proc /sys /dev /tmp ${project}
/bin/busybox mount -t proc proc /proc
/bin/busybox mount -t sysfs sysfs /sys
/bin/busybox mount -t devtmpfs devtmpfs /dev
/bin/busybox mount -t tmpfs tmpfs /tmp
/bin/busybox stty -F /dev/console raw -echo opost onlcr
for module in ${loading.join(' ')}; do /bin/busybox insmod /modules/$module || echo "# $module was not loaded"; done
/bin/busybox mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose,msize=262144 kiosk ${project} ||
  echo '# the project was not mounted'
cd ${project}
HOME=/tmp /bin/node test/kernel/guest.ts || {
  echo "# the guest ended with $?; the kernel's last words:"
  /bin/busybox dmesg | /bin/busybox tail -n 40 | /bin/busybox sed 's/^/# /'
}
/bin/busybox poweroff -f
`;

/** The shared libraries that these files load, as absolute paths. */
const libraries = async (files: readonly string[]): Promise<readonly string[]> => {
  const found = new Set<string>();
  for (const file of files) {
    const { stdout } = await run('ldd', [file]);
    if (/not found/.test(stdout)) throw new Error(`${basename(file)} lacks a library:\n${stdout}`);
    for (const [, path = ''] of stdout.matchAll(/(\/\S+) \(0x/g)) found.add(path);
  }
  return [...found];
};

const archive = async (folder: string, file: string): Promise<void> => {
  const find = spawn('find', ['.', '-print0'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  const cpio = spawn('cpio', ['-o', '-0', '-H', 'newc', '--quiet'], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(cpio, 'exit');
  await Promise.all([pipeline(find.stdout, cpio.stdin), pipeline(cpio.stdout, createWriteStream(file))]);
  const [code] = await ended;
  if (code !== 0) throw new Error(`cpio ended with ${String(code)}`);
};

/**
 * @param root the project
 * @param file where it is written
 */
export const buildInitramfs = async (kernel: Kernel, root: string, file: string): Promise<void> => {
  const folder = await mkdtemp(join(dirname(file), 'initramfs-'));
  try {
    for (const name of ['bin', 'modules']) await mkdir(join(folder, name));
    await copyFile('/bin/busybox', join(folder, 'bin/busybox'));
    await copyFile(process.execPath, join(folder, 'bin/node'));
    const addons = [
      'node_modules/node-hid/prebuilds/HID_hidraw-linux-x64/node-napi-v4.node',
      'node_modules/@serialport/bindings-cpp/prebuilds/linux-x64/@serialport+bindings-cpp.glibc.node',
    ].map((path) => join(root, path));
    for (const library of await libraries([process.execPath, ...addons]))
      await cp(library, join(folder, library), { dereference: true, recursive: true });
    const files = await moduleFiles(kernel, modules);
    for (const path of files) await copyFile(path, join(folder, 'modules', basename(path)));
    await writeFile(join(folder, 'init'), init(files.map((path) => basename(path))));
    await chmod(join(folder, 'init'), 0o755);
    await archive(folder, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
