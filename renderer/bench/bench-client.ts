import { z } from 'zod';

z.config({ jitless: true });

export type BenchRole =
  | 'idReader'
  | 'ticketPrinter'
  | 'documentPrinter'
  | 'scanner'
  | 'codeScanner'
  | 'central';

/** What is done to a simulated device: `{do: 'jam', page: 2}`. */
export type BenchCommand = { do: string } & Record<string, string | number>;

const Facts = z.record(z.string(), z.unknown());
export const BenchState = z.object({
  central: z.looseObject({ online: z.boolean() }),
  devices: z.record(z.string(), Facts),
});
export type BenchState = z.infer<typeof BenchState>;

export const Slips = z.array(z.object({ id: z.union([z.string(), z.number()]), svg: z.string() }));
export type Slip = z.infer<typeof Slips>[number];

/** `pages` came out whole; `sheets` lie in the tray. */
export const Jobs = z.array(
  z.object({
    id: z.union([z.string(), z.number()]),
    state: z.string(),
    pages: z.array(z.number()),
    sheets: z.number(),
    spoiled: z.number(),
    url: z.string(),
  }),
);
export type Job = z.infer<typeof Jobs>[number];

export type BenchClient = {
  get: <T>(path: string, shape: z.ZodType<T>) => Promise<T | null>;
  bytes: (path: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** Null when it was done, else what the server said. */
  run: (role: BenchRole, command: BenchCommand) => Promise<string | null>;
};

/** Talks to the web shell; the key is the one in the address's fragment. */
export const openBench = (key: string): BenchClient => {
  const headers = { 'x-kiosk-key': key };
  const fetched = async (path: string): Promise<Response | null> => {
    const answer = await fetch(path, { headers, cache: 'no-store' }).catch(() => null);
    return answer?.ok ? answer : null;
  };
  return {
    get: async (path, shape) => {
      const answer = await fetched(path);
      const parsed = shape.safeParse(await answer?.json().catch(() => null));
      return parsed.success ? parsed.data : null;
    },
    bytes: async (path) => {
      const answer = await fetched(path);
      return answer ? new Uint8Array(await answer.arrayBuffer()) : null;
    },
    run: async (role, command) => {
      const answer = await fetch(`/bench/${role}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(command),
      }).catch(() => null);
      if (!answer) return 'no answer 没有应答';
      return answer.ok ? null : `${answer.status} ${await answer.text()}`;
    },
  };
};
