import type { Result } from '../session/events.ts';
import type { Turn } from '../session/turn.ts';
import { type Continue, onIdentify, refuse } from './identify.ts';
import { keepLicence } from './licence.ts';
import { onSlipCode } from './resume.ts';

/** What is held under the code scanner: a slip to carry on with, a code of one's own phone (浙里办), a business licence. */

/** Longer than any code of these; what is longer was not meant for us. */
const longest = 1_000;

/** A phone stands for its owner, whom a draft's card or another person's card can't be taken for. */
export const takesPhone = (turn: Turn): boolean =>
  onIdentify(turn)?.who === 'self' && turn.visit?.matter?.kind !== 'resume';

export const onScannedCode = (turn: Turn, text: string, go: Continue): void => {
  if (turn.place?.at === 'resume') {
    onSlipCode(turn, text);
    return;
  }
  const place = onIdentify(turn);
  const code = text.trim();
  if (place?.state !== 'waiting' || code === '' || code.length > longest) return;
  const licence = place.who === 'business';
  if (!licence && !takesPhone(turn)) return;
  if (!turn.world.network.online) {
    // A licence's code goes up as it is; whose phone it is only the central system can say.
    if (licence) keepLicence(turn, { code }, go);
    else refuse(turn, 'code-offline');
    return;
  }
  const { advice: _, ...rest } = place;
  turn.sound('card-read');
  turn.update({ ...rest, state: 'looking-up' });
  turn.do({ do: 'look-up-code', ref: turn.await(), code, kind: licence ? 'licence' : 'app' });
};

export const onCodeKnown = (
  turn: Turn,
  code: string,
  outcome: Extract<Result, { kind: 'code-known' }>['outcome'],
  go: Continue,
): void => {
  const place = onIdentify(turn);
  if (place === undefined) return;
  const licence = place.who === 'business';
  if (outcome.ok) {
    const { known, person, business } = outcome;
    if (licence)
      keepLicence(
        turn,
        {
          code,
          known,
          ...(business === undefined ? {} : { business }),
          // Whoever shows a licence is not yet who it names.
          ...(person === undefined ? {} : { person: { ...person, source: 'typed' } }),
        },
        go,
      );
    else if (person === undefined) refuse(turn, 'unknown-code');
    else {
      turn.change({
        person: { ...person, source: 'app' },
        lookUp: { state: 'known', known, at: turn.now },
      });
      go(turn);
    }
    return;
  }
  if (outcome.reason.code === 'unknown-person') refuse(turn, 'unknown-code');
  else if (licence) keepLicence(turn, { code }, go);
  else refuse(turn, 'code-offline');
};
