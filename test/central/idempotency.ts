import { type Answer, problem } from './answer.ts';

type Entry = { body: Buffer; answer: Answer | undefined };

/** What became of the writes by call and key, as the interface's page says it. */
export type Ledger = {
  /**
   * Runs `work` for the first request with this key. The same bytes again: 200 with the first answer; other bytes:
   * 422; while the first is being worked on: 409. A refusal (4xx, 5xx) is not kept: the key stays free.
   */
  once(call: string, key: string, body: Buffer, work: () => Promise<Answer>): Promise<Answer>;
};

export function ledger(): Ledger {
  const entries = new Map<string, Entry>();
  return {
    async once(call, key, body, work) {
      const name = `${call} ${key}`;
      const earlier = entries.get(name);
      if (earlier && !earlier.body.equals(body)) return problem(422, 'idempotency-key-reuse');
      if (earlier) return earlier.answer ? { ...earlier.answer, status: 200 } : problem(409, 'in-progress');
      const entry: Entry = { body, answer: undefined };
      entries.set(name, entry);
      try {
        const answer = await work();
        if (answer.status < 300) entry.answer = answer;
        else entries.delete(name);
        return answer;
      } catch (error) {
        entries.delete(name);
        throw error;
      }
    },
  };
}
