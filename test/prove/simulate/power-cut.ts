/** Thrown from the clock of a kiosk whose power is gone: nothing that comes after it happens. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut';

  constructor() {
    super('the power is gone');
  }
}

/** A process that ended does not hear of its own errors; those of others are ours. */
export const letPowerCutsBe = (): void => {
  const isOfTheDead = (error: unknown): boolean =>
    error instanceof PowerCut ||
    // Only after a power cut is a store closed here.
    (error instanceof TypeError && error.message === 'The database connection is not open');
  const judge = (error: unknown): void => {
    if (isOfTheDead(error)) return;
    console.error(error);
    process.exit(70);
  };
  process.on('uncaughtException', judge);
  process.on('unhandledRejection', judge);
};
