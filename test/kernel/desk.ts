import type { Socket } from 'node:net';
import { SamSimulator } from '../../devices/models/sam/simulator.ts';
import { resident } from '../devices/sam/people.ts';
import type { Qmp } from './qmp.ts';
import type { Request } from './signals.ts';

/** The USB converter's id in the machine, and that of the line behind it. */
export const readerId = 'reader';
export const readerLine = 'reader-line';

/** What stands outside the machine: an ID card reader behind a USB converter, and the hand that lays cards and pulls plugs. */
export class Desk {
  readonly #qmp: Qmp;
  readonly #line: Socket;
  readonly #simulator = new SamSimulator();
  #detach: () => void;
  #plugged = true;
  /** The plug is pulled after so many more pieces of a reply; never when below one. */
  #piecesLeft = 0;
  #pulled: Promise<void> = Promise.resolve();
  #disarm: () => void = () => undefined;

  /** @param line the far end of the converter's serial line */
  constructor(qmp: Qmp, line: Socket) {
    this.#qmp = qmp;
    this.#line = line;
    line.on('error', () => undefined);
    // As fast as 115200 baud: 11.5 bytes a millisecond.
    this.#simulator.splitWrites({ chunk: 58, pause: 5 });
    this.#detach = this.#attach();
  }

  /** Resolves when it is done; what is so already is left as it is. */
  async carryOut(request: Request): Promise<void> {
    switch (request) {
      case 'lay-card':
        return this.#simulator.layCard(resident);
      case 'lift-card':
        this.#disarm();
        return this.#simulator.liftCard();
      case 'unplug-reader':
        return this.#unplug();
      case 'unplug-reader-in-next-read':
        return this.#unplugInNextRead();
      case 'plug-reader':
        await this.#pulled;
        if (this.#plugged) return;
        await this.#qmp.execute('device_add', { driver: 'usb-serial', id: readerId, chardev: readerLine });
        this.#plugged = true;
        this.#detach = this.#attach();
    }
  }

  #attach(): () => void {
    const line = this.#line;
    return this.#simulator.attach({
      write: (bytes) => {
        if (line.writable) line.write(bytes);
        this.#piecesLeft -= 1;
        if (this.#piecesLeft === 0) this.#pulled = this.#unplug();
      },
      onData: (listener) => {
        line.on('data', listener);
        return () => line.off('data', listener);
      },
    });
  }

  async #unplug(): Promise<void> {
    if (!this.#plugged) return;
    this.#plugged = false;
    this.#detach();
    this.#simulator.module.powerOff();
    await this.#qmp.remove(readerId);
  }

  /** A quarter of the reply goes out, then the plug. */
  #unplugInNextRead(): void {
    this.#disarm = this.#simulator.onCommand((command) => {
      if (command !== '30 01') return;
      this.#disarm();
      this.#piecesLeft = 6;
    });
  }
}
