import { problem, refused } from '../answer.ts';
import type { Draft } from '../wire.ts';
import type { Handler } from '../world.ts';

export const keepDraft: Handler = ({ state }, call) => {
  const draft = call.body as Draft;
  if ([...state.drafts.values()].some(({ locator }) => locator === draft.locator))
    return refused({ path: '/locator', message: 'was used before' });
  state.drafts.set(draft.id, { ...draft, opened: 0, closed: false });
  return { status: 201 };
};

/** Unknown, closed and expired look the same from outside: 410. */
export const openDraft: Handler = ({ state, now }, call) => {
  const { locator } = call.body as { locator: string };
  const draft = [...state.drafts.values()].find((one) => one.locator === locator);
  if (!draft || draft.closed || Date.parse(draft.expiresAt) <= now().getTime()) return problem(410, 'gone');
  draft.opened += 1;
  const { id, sealed, alg } = draft;
  return { status: 200, body: { id, sealed, alg } };
};

export const closeDraft: Handler = ({ state }, call) => {
  const draft = state.drafts.get(call.params.id ?? '');
  if (!draft) return problem(404, 'not-found');
  draft.closed = true;
  draft.sealed = '';
  return { status: 200 };
};
