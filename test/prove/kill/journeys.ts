import type { SamSimulator } from '../../../devices/models/sam/simulator.ts';
import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { citizenCard } from '../../journeys/support/cards.ts';
import type { Core } from './core.ts';

/** What a citizen was told is done: what the slip or the screen says of it. */
export type Acknowledged =
  | { readonly kind: 'application'; readonly localCode: string }
  | { readonly kind: 'ticket'; readonly number: string }
  | { readonly kind: 'document' };

/** The end of a visit. On a machine that is too busy for its printer the person does what the screen offers first. */
const finishes = async (core: Core): Promise<ScreenOf<'finish'>['matter']> => {
  for (;;) {
    const screen = await core.sees(
      ['finish', 'trouble', 'printing'],
      (shown) =>
        shown.name === 'finish' || (shown.name === 'trouble' ? shown.canPrint : shown.state === 'asking'),
    );
    if (screen.name === 'finish') return screen.matter;
    if (screen.name === 'trouble') await core.act('print');
    else await core.choose('came-out');
    await core.sees(
      ['finish', 'trouble', 'printing'],
      (shown) => JSON.stringify(shown) !== JSON.stringify(screen),
    );
  }
};

/** Asks for advice: the shortest application there is, without papers and without an identity. */
export const applies = async (core: Core, question: string): Promise<Acknowledged> => {
  await core.arrives('apply');
  await core.sees(['catalogue']);
  await core.choose('counter-advice');
  await core.sees(['item']);
  await core.act('next');
  await core.sees(['form']);
  await core.type('question', question);
  await core.type('callBack', false);
  await core.act('next');
  await core.sees(['review']);
  await core.act('confirm');
  const matter = await finishes(core);
  const localCode = matter.kind === 'application' ? matter.records[0]?.localCode : undefined;
  if (localCode === undefined) throw new Error(`an application ended as ${matter.kind}`);
  return { kind: 'application', localCode };
};

export const takesTicket = async (core: Core): Promise<Acknowledged> => {
  await core.arrives('ticket');
  await core.sees(['ticket']);
  await core.choose('general');
  const matter = await finishes(core);
  if (matter.kind !== 'ticket') throw new Error(`a ticket ended as ${matter.kind}`);
  return { kind: 'ticket', number: matter.number };
};

/** The reader's next look at its pad. */
const hasLooked = (reader: SamSimulator): Promise<void> =>
  new Promise((resolve) => {
    const forget = reader.onCommand((command) => {
      if (command !== '20 01') return;
      forget();
      resolve();
    });
  });

/** A certificate of one page, with the card laid and lifted as most people do. */
export const prints = async (core: Core, reader: SamSimulator): Promise<Acknowledged> => {
  await core.arrives('print');
  await core.sees(['identify']);
  for (;;) {
    reader.layCard(citizenCard);
    await core.sees(
      ['identify', 'documents'],
      (screen) =>
        screen.name === 'documents' || screen.state !== 'waiting' || screen.advice === 'left-behind',
    );
    const next = await core.sees(
      ['identify', 'documents'],
      (screen) => screen.name === 'documents' || (screen.state === 'waiting' && screen.advice !== undefined),
    );
    reader.liftCard();
    if (next.name === 'documents') break;
    // As the screen advises: lift it, and lay it again.
    await Promise.race([hasLooked(reader), core.goes()]);
  }
  await core.choose('doc-household-1p');
  await core.sees(['preview'], ({ state }) => state === 'ready');
  await core.act('print');
  const matter = await finishes(core);
  if (matter.kind !== 'document' || matter.sheets.taken !== 1) throw new Error('no sheet came out');
  return { kind: 'document' };
};
