export type ParsedQueue =
  | { readonly ok: true; readonly queue: string }
  /** One English clause that says what is wrong, for the person who writes the configuration. */
  | { readonly ok: false; readonly error: string };

/**
 * Parses `cups:QUEUE`. CUPS allows any printable characters but space, `/`, `#` and quotes; a comma would make a list of it and
 * a leading `-` an option.
 */
export const parseQueue = (at: string): ParsedQueue => {
  const queue = /^cups:([^\s/#,"'\\?-][^\s/#,"'\\?]{0,126})$/.exec(at)?.[1];
  return queue === undefined
    ? {
        ok: false,
        error: `"${at}": must be cups: and the name of a queue that lpstat -p prints, e.g. cups:office`,
      }
    : { ok: true, queue };
};
