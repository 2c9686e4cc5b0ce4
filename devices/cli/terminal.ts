/** What a command may do to the world; a test passes its own. */
export type Terminal = {
  readonly say: (line: string) => void;
  /** For what went wrong; goes where it does not mix with the result. */
  readonly complain: (line: string) => void;
};

export const systemTerminal: Terminal = {
  say: (line) => console.log(line),
  complain: (line) => console.error(line),
};

/** How a command ends: the process's exit status. */
export type Exit = 0 | 1;
