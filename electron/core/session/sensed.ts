import type { ConditionCode, Role } from '../../../devices/device.ts';
import type { Belonging, World } from './state.ts';

/** What a device says of a thing that somebody may leave behind. `unknown`: nothing senses it, or it can't be asked now. */
export type Sense = 'there' | 'gone' | 'unknown';

const of = (world: World, role: Role, code: ConditionCode): Sense => {
  const status = world.devices[role]?.status;
  if (status === undefined || (status.link !== 'ready' && status.link !== 'busy')) return 'unknown';
  return status.conditions.some((condition) => condition.code === code) ? 'there' : 'gone';
};

/**
 * A card that has not been read lies on the pad: that is sensed. Of one that was read a flat pad can't tell whether it
 * still lies there; a reader with a slot says `card-left`.
 */
const card = (world: World): Sense => {
  if (of(world, 'idReader', 'card-left') === 'there') return 'there';
  const { presence } = world.card;
  return presence === 'present' ? 'there' : presence === 'absent' ? 'gone' : 'unknown';
};

/** `gone` tells something only after `there`: a glass, a tray or a slot without a sensor never says either. */
export const senseOf = (world: World, thing: Belonging): Sense => {
  switch (thing) {
    case 'card':
      return card(world);
    case 'original':
      return of(world, 'scanner', 'original-left');
    case 'paper':
      return of(world, 'documentPrinter', 'paper-left');
    case 'slip':
      return of(world, 'ticketPrinter', 'paper-left');
  }
};

const all: readonly Belonging[] = ['card', 'original', 'paper', 'slip'];

/** What certainly lies there now. */
export const sensedThings = (world: World): readonly Belonging[] =>
  all.filter((thing) => senseOf(world, thing) === 'there');

/**
 * What of the last visit certainly lies there. Papers in a feeder count only where they were asked for: sheets that
 * somebody laid in before, or after, are not this person's.
 */
export const sensedOf = (things: readonly Belonging[], world: World): readonly Belonging[] =>
  sensedThings(world).filter((thing) => thing !== 'original' || things.includes('original'));
