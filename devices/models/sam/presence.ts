import type { CardPresence } from '../../classes/id-reader.ts';

/** What a read, successful or not, did to the card in the eyes of the module. */
export type CardFate = 'read' | 'maybe-read' | 'not-read';

/**
 * What the module's answers say about the pad. Pure.
 *
 * A card not yet read is found again and again. A card that was read is no longer found, lying or lifted, until it has been lifted
 * and laid again. So "no card" after a read says nothing, and the next "found" is a new card.
 */
export type Pad = {
  readonly presence: CardPresence;
  /** The last read got no whole answer: whether the module counts the card as read, the next "find card" tells. */
  readonly perhapsRead: boolean;
};

export const unknownPad: Pad = { presence: 'unknown', perhapsRead: false };

export const afterFind = (pad: Pad, found: boolean): Pad => {
  if (found) return { presence: 'present', perhapsRead: false };
  if (pad.presence === 'read' || (pad.presence === 'present' && pad.perhapsRead))
    return { presence: 'read', perhapsRead: false };
  return { presence: 'absent', perhapsRead: false };
};

export const afterRead = (pad: Pad, fate: CardFate): Pad => {
  if (fate === 'read') return { presence: 'read', perhapsRead: false };
  return fate === 'maybe-read' ? { ...pad, perhapsRead: true } : pad;
};

/** The optional presence poll says that the card which was read is gone. */
export const afterLifted = (pad: Pad): Pad =>
  pad.presence === 'read' ? { presence: 'absent', perhapsRead: false } : pad;
