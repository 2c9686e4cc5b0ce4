import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Clock } from '../../../devices/transports/transport.ts';
import { exitCodes } from '../exit-codes.ts';
import type { RandomBytes } from '../store/clock.ts';

/** What a command's exit status says (sysexits.h where there is a word for it). */
export const exits = {
  well: 0,
  wrong: 1,
  /** EX_USAGE: unknown command or option; nothing was done. */
  usage: 64,
  badConfiguration: exitCodes.badConfiguration,
} as const;

export type Surroundings = {
  /** A line on stdout: results. */
  readonly out: (line: string) => void;
  /** A line on stderr: faults, each a whole English sentence. */
  readonly err: (line: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly packaged: boolean;
};

export type Command = {
  readonly name: string;
  /** What stands after the name on the command line. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Resolves with the exit status. Throws `Refusal` for what the operator can put right, anything else for a bug. */
  readonly run: (args: readonly string[], surroundings: Surroundings) => Promise<number>;
};

/** Ends a command: each line goes to stderr. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly lines: readonly string[];

  constructor(status: number, ...lines: readonly string[]) {
    super(lines.join('\n'));
    this.status = status;
    this.lines = lines;
  }
}

export const usageFault = (line: string): Refusal => new Refusal(exits.usage, line);

type Options = NonNullable<ParseArgsConfig['options']>;

/** Options and operands. Throws a Refusal that names an unknown option, or one operand too many or too few. */
export const readArgs = <const O extends Options>(args: readonly string[], options: O, operands: number) => {
  const parsed = (() => {
    try {
      return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    } catch (error) {
      throw usageFault(error instanceof Error ? error.message : String(error));
    }
  })();
  if (parsed.positionals.length !== operands)
    throw usageFault(
      parsed.positionals.length > operands ? 'There is a word too many.' : 'There is a word missing.',
    );
  return parsed;
};
