/** The descriptor of an open serial port, as serialport's binding for Linux and macOS keeps it. */
export type DescriptorBinding = {
  fd: number | null;
  readonly poller: { stop(): void };
  read(buffer: Buffer, offset: number, length: number): Promise<unknown>;
  write(buffer: Buffer): Promise<void>;
  flush(): Promise<void>;
  close(): Promise<void>;
};

/** Not so on Windows, where reads and writes are the system's own and end with the handle. */
export const hasDescriptor = (binding: unknown): binding is DescriptorBinding =>
  typeof binding === 'object' && binding !== null && 'fd' in binding && 'poller' in binding;

/**
 * Makes a port give its descriptor back only when no read or write is left that still uses its number.
 *
 * serialport 13 reads and writes on libuv's threads and closes without waiting for them. A write that a thread had taken up just
 * before the close was seen to go into whatever was opened next under the same number: ten bytes of a card reader's command in
 * the pipe of a program that was being started. It could as well have been the database.
 */
export const closeWhenQuiet = (binding: DescriptorBinding): void => {
  const running = new Set<Promise<unknown>>();
  const counted =
    <Given extends unknown[], Result>(work: (...given: Given) => Promise<Result>) =>
    (...given: Given): Promise<Result> => {
      const done = work.apply(binding, given);
      running.add(done);
      const over = () => running.delete(done);
      done.then(over, over);
      return done;
    };
  const close = binding.close.bind(binding);
  binding.read = counted(binding.read);
  binding.write = counted(binding.write);
  binding.flush = counted(binding.flush);
  binding.close = async () => {
    const { fd } = binding;
    // Whoever waits for the port is told that it is over, and nobody begins anything on it any more.
    binding.fd = null;
    if (fd !== null) binding.poller.stop();
    // The descriptor never blocks, so what a thread has taken up ends by itself.
    while (running.size > 0) await Promise.allSettled(running);
    binding.fd = fd;
    await close();
  };
};
