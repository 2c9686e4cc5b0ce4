/** One job at a time, in the order of asking. For sequences of commands that belong together. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(job: () => Promise<T>): Promise<T> {
    const result = this.#last.then(job);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when every job asked for until now is over. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
