import { redactText } from '../log/redact.ts';
import { type Command, exits, Refusal, type Surroundings } from './command.ts';

/** Each is loaded when it is asked for: a look at the audit needs no device's driver. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  doctor: async () => (await import('./doctor.ts')).doctor,
  enrol: async () => (await import('./enrol.ts')).enrol,
  export: async () => (await import('./export.ts')).exportCommand,
  'verify-audit': async () => (await import('./verify-audit.ts')).verifyAudit,
  'verify-receipt': async () => (await import('./verify-receipt.ts')).verifyReceipt,
  'public-key': async () => (await import('./verify-receipt.ts')).publicKeyCommand,
};

const usage = async (): Promise<readonly string[]> => [
  'usage: kiosk COMMAND',
  ...(await Promise.all(Object.values(commands).map((load) => load()))).flatMap(
    ({ name, usage: words, summary }) => ['', `  ${name} ${words}`, `      ${summary}`],
  ),
  '',
  '--config and --data may also be given as KIOSK_CONFIG and KIOSK_DATA.',
];

/** Runs one command line, `[name, ...arguments]`, and resolves with the exit status. Never rejects. */
export const run = async (
  [name, ...args]: readonly string[],
  surroundings: Surroundings,
): Promise<number> => {
  const { out, err } = surroundings;
  if (name === '--help' || name === 'help') {
    for (const line of await usage()) out(line);
    return exits.well;
  }
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    if (name !== undefined) err(`There is no command "${redactText(name)}".`);
    for (const line of await usage()) err(line);
    return exits.usage;
  }
  const command = await load();
  try {
    return await command.run(args, surroundings);
  } catch (error) {
    if (!(error instanceof Refusal)) {
      const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
      err(`${command.name}: this should not happen; please report it. ${redactText(said)}`);
      return exits.wrong;
    }
    for (const line of error.lines) err(line);
    if (error.status === exits.usage) err(`usage: kiosk ${command.name} ${command.usage}`);
    return error.status;
  }
};
