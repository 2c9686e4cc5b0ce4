import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { redactText } from '../../log/redact.ts';
import { openHttp } from '../../sync/http.ts';
import { accepted, parsed } from '../../sync/results.ts';

const Answer = z.object({
  kioskId: z.string().min(1),
  token: z.string().min(1),
  certificate: z.string().optional(),
  config: z.record(z.string(), z.unknown()).catch({}),
});
export type EnrolAnswer = z.infer<typeof Answer>;

export type Enrolled =
  | { readonly ok: true; readonly answer: EnrolAnswer }
  /** English sentences, with what to do about the code. */
  | { readonly ok: false; readonly why: string };

/** A refusal for good: which of these a central system answers to a used code, the interface leaves open. */
const REFUSED = new Set([400, 401, 403, 404, 409, 410, 422]);

/** `POST /enrol`. Nothing is tried twice: the code works once. */
export const askToEnrol = async (parts: {
  readonly url: string;
  readonly ca?: Buffer;
  readonly code: string;
  readonly hardwareId: string;
  readonly csr: string;
  readonly now: () => number;
}): Promise<Enrolled> => {
  const { url, ca, code, hardwareId, csr } = parts;
  const http = openHttp({ url, ...(ca === undefined ? {} : { ca }) });
  const result = await http.call({
    method: 'POST',
    path: '/enrol',
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ code, hardwareId, csr })),
    deadline: 30_000,
  });
  await http.close();
  const answer = parsed(accepted(result, parts.now()), Answer);
  if (answer.ok) return { ok: true, answer: answer.value };
  const { origin, pathname } = new URL(url);
  const shown = origin + pathname;
  const sorry = (why: string): Enrolled => ({ ok: false, why });
  switch (answer.kind) {
    case 'refused': {
      const { status, problem } = answer;
      const said = redactText(problem.detail ?? problem.title ?? '').replace(/\s+/g, ' ');
      const words = said === '' ? '' : ` The central system says: ${said}`;
      return REFUSED.has(status)
        ? sorry(`The code is not accepted: it is wrong or was used before (status ${status}).${words}`)
        : sorry(`The central system can't enrol kiosks at present (status ${status}).${words}`);
    }
    case 'malformed':
      return sorry(
        `The answer is not that of a central system (${answer.detail}). The code may be used up: ask for a new one.`,
      );
    default:
      return sorry(
        `The central system at ${shown} can't be reached: ${answer.detail}. If the code is refused next time, ask for a new one.`,
      );
  }
};

/** What is wrong with the certificate that came for this key, or nothing. */
export const certificateFault = (certificate: string, privateKey: string): string | undefined => {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey))
      ? undefined
      : 'The certificate that came is for another key.';
  } catch {
    return 'The certificate that came is none.';
  }
};
