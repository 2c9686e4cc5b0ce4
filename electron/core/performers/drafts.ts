import { randomBytes } from 'node:crypto';
import { timestampIn } from '../catalog/dates.ts';
import { locatorOf, openSealedDraft, sealDraft } from '../drafts/sealed-draft.ts';
import { parseToken, tokenText } from '../drafts/token.ts';
import { draftSlip } from '../slips/draft-slip.ts';
import { readable, wordsIn } from './slips.ts';
import { type Perform, timestamp } from './tools.ts';

/** Drafts: sealed here, kept by the central system, opened by slip and card together. */

const day = 86_400_000;
/** A draft waits for its person so long. */
const term = 7 * day;

export const keepDraft: Perform<'keep-draft'> = async (
  { ref, language, holder, content, sentAtOnce },
  tools,
) => {
  const token = randomBytes(16);
  const { sealed, alg } = sealDraft(token, holder, content, (count) => randomBytes(count));
  const expiresAt = timestampIn(tools.now() + term, tools.kiosk.timezone);
  tools.store.saveRecord({
    kind: 'draft',
    path: '/drafts',
    body: ({ id }) => ({ id, locator: locatorOf(token), sealed, alg, expiresAt }),
  });
  tools.sync.nudge();
  const slip = draftSlip(
    {
      hall: tools.kiosk.hall,
      token: tokenText(token),
      savedAt: readable(timestamp(tools)),
      expiresAt: readable(expiresAt),
      papers: content.papers.length > 0,
      sentAtOnce,
    },
    wordsIn(language),
  );
  const outcome = await tools.devices.ticketPrinter?.print(slip, new AbortController().signal);
  if (outcome !== undefined) tools.tell({ kind: 'slip', ref, outcome: outcome.ok ? { ok: true } : outcome });
  tools.store.append({
    kind: 'slip',
    fields: {
      what: 'draft',
      outcome: outcome === undefined ? 'none' : outcome.ok ? 'printed' : outcome.error.code,
    },
  });
};

export const findDraft: Perform<'find-draft'> = async ({ ref, code }, { central, tell }, signal) => {
  const token = parseToken(code);
  if (token === undefined) {
    tell({ kind: 'draft-found', ref, outcome: { ok: false, error: 'unknown-code' } });
    return;
  }
  const result = await central.openDraft(locatorOf(token), signal);
  if (!result.ok) tell({ kind: 'draft-found', ref, outcome: { ok: false, error: 'offline' } });
  else if (result.value === undefined)
    tell({ kind: 'draft-found', ref, outcome: { ok: false, error: 'gone' } });
  else tell({ kind: 'draft-found', ref, outcome: { ok: true, draft: result.value } });
};

export const unsealDraft: Perform<'unseal-draft'> = ({ ref, code, draft, holder }, { tell }) => {
  const token = parseToken(code);
  const content = token === undefined ? undefined : openSealedDraft(token, holder, draft);
  if (content === undefined) tell({ kind: 'draft-unsealed', ref, outcome: { ok: false } });
  else
    tell({
      kind: 'draft-unsealed',
      ref,
      outcome: { ok: true, ...content },
    });
};

export const closeDraft: Perform<'close-draft'> = ({ draftId }, { store, sync }) => {
  store.saveRecord({ kind: 'draft-close', path: `/drafts/${draftId}/close`, body: {} });
  sync.nudge();
};
