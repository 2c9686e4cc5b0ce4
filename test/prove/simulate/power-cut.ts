/** Thrown from the clock of a kiosk whose power is gone: nothing that comes after it happens. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut';

  constructor() {
    super('the power is gone');
  }
}

const isOfTheDead = (error: unknown): boolean =>
  error instanceof PowerCut ||
  // Only after a power cut is a store closed here.
  (error instanceof TypeError && error.message === 'The database connection is not open');

/** A process that ended does not hear of its own errors; those of the living, which nobody caught, are kept until they are asked for. */
export const letPowerCutsBe = (): { readonly taken: () => readonly unknown[] } => {
  let uncaught: unknown[] = [];
  const hear = (error: unknown): void => {
    if (!isOfTheDead(error)) uncaught.push(error);
  };
  process.on('uncaughtException', hear);
  process.on('unhandledRejection', hear);
  return {
    taken: () => {
      const taken = uncaught;
      uncaught = [];
      return taken;
    },
  };
};
