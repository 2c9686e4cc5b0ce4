import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ParsedCard, parseCard } from '../../../devices/models/sam/card.ts';
import { type SimulatedCard, textBlockOf } from '../../../devices/models/sam/simulated-card.ts';
import { goldenCards } from '../../devices/sam/golden.ts';
import type { ProofContext } from '../proof.ts';
import { damaged, otherValues, same, sampled } from './sampled.ts';

const noPhoto = new Uint8Array(0);
const date = /^\d{4}-\d{2}-\d{2}$/;

/** Whole or not at all: what is delivered has every field that matters in its form, what is refused quotes nothing. */
const wholeOrRefused = (parsed: ParsedCard): void => {
  if (!parsed.ok) {
    assert.match(parsed.why, /^[\x20-\x7e]+$/, 'a reason quotes the card');
    return;
  }
  const { name, idNumber, birthDate, validFrom, validUntil } = parsed.value;
  assert(name.trim() !== '', 'a card without a name');
  assert.match(idNumber, /^(\d{17}[\dX]|[A-Z]{3}\d{12})$/);
  assert.match(birthDate ?? '', date);
  assert.match(validFrom, date);
  if (validUntil !== 'long-term') assert.match(validUntil, date);
};

/** ISO 7064 MOD 11-2, written here anew. */
const withCheckDigit = (seventeen: string): string => {
  const sum = [...seventeen].reduce((rest, digit) => ((rest + Number(digit)) * 2) % 11, 0);
  return seventeen + ('0123456789X'[(12 - sum) % 11] ?? '');
};

const two = (number: number): string => String(number).padStart(2, '0');
const anyDate = fc
  .tuple(
    fc.integer({ min: 1920, max: 2060 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) => `${year}${two(month)}${two(day)}`);
const hanzi = fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCharCode(code));
const rare = fc.constantFrom('𠮷', '𫚉', '㐂');
const chinese = (most: number) =>
  fc
    .array(fc.oneof({ weight: 20, arbitrary: hanzi }, { weight: 1, arbitrary: rare }), {
      minLength: 1,
      maxLength: Math.floor(most / 2),
    })
    .map((all) => all.join(''));
const number18 = fc
  .tuple(fc.integer({ min: 110000, max: 999999 }), anyDate, fc.nat(999))
  .map(([place, born, order]) => withCheckDigit(`${place}${born}${String(order).padStart(3, '0')}`));
const latin = fc.stringMatching(/^[A-Z][A-Z ,]{0,40}[A-Z]$/).map((text) => text.replaceAll(/ {2,}/g, ' '));

const common = {
  sex: fc.constantFrom('0', '1', '2', '9'),
  birth: anyDate,
  from: anyDate,
  until: fc.oneof(anyDate, fc.constant('长期')),
};
const anyCard: fc.Arbitrary<SimulatedCard> = fc.oneof(
  fc.record({
    ...common,
    kind: fc.constant('resident-id' as const),
    name: chinese(15),
    nation: fc.constantFrom('01', '11', '97'),
    address: chinese(35),
    issuer: chinese(15),
    number: number18,
  }),
  fc.record({
    ...common,
    kind: fc.constant('hmt-residence' as const),
    name: chinese(15),
    address: chinese(35),
    issuer: chinese(15),
    passNumber: fc.stringMatching(/^[HM]\d{8}$/),
    issues: fc.constant('01'),
    number: number18,
  }),
  fc.record({
    ...common,
    kind: fc.constant('foreign-pr-2017' as const),
    englishName: latin,
    chineseName: chinese(15),
    nationality: fc.stringMatching(/^[A-Z]{3}$/),
    version: fc.constant('01'),
    authority: fc.constant('1500'),
    number: fc.stringMatching(/^[A-Z]{3}\d{12}$/),
  }),
  fc.record({
    ...common,
    kind: fc.constant('foreign-pr-2023' as const),
    englishName: latin,
    chineseName: chinese(15),
    nationality: fc.stringMatching(/^[A-Z]{3}$/),
    renewals: fc.constant('00'),
    number: number18,
  }),
);

const dashed = (digits: string): string => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;

const sameCard = (card: SimulatedCard, padding: ' ' | '\0'): void => {
  const parsed = parseCard(textBlockOf(card, padding), noPhoto);
  assert(parsed.ok, parsed.ok ? '' : parsed.why);
  const { value } = parsed;
  same([value.kind, value.idNumber, value.birthDate], [card.kind, card.number, dashed(card.birth)]);
  same(value.validFrom, dashed(card.from));
  same(value.validUntil, card.until === '长期' ? 'long-term' : dashed(card.until));
  if ('address' in card)
    same([value.name, value.address, value.issuer], [card.name, card.address, card.issuer]);
  else
    same(
      [value.name, value.latinName, value.nationality],
      [card.chineseName, card.englishName, card.nationality],
    );
};

/** Where the number with a check digit lies in its block. */
const numberField = { from: 122, to: 158 };

export const samCards = async (context: ProofContext): Promise<void> => {
  await context.check(
    'cards: with any single wrong byte a card is delivered whole or refused, never half',
    () => {
      let cases = 0;
      for (const { card } of goldenCards) {
        const block = textBlockOf(card);
        for (const at of block.keys())
          for (const byte of otherValues(block[at] ?? 0, context.times(255, 2))) {
            wholeOrRefused(parseCard(damaged(block, at, byte), noPhoto));
            cases += 1;
          }
      }
      return cases;
    },
  );
  await context.check(
    'cards: with a wrong byte in its number no card that has a check digit is accepted',
    () => {
      let cases = 0;
      for (const { card } of goldenCards.filter(({ card: { kind } }) => kind !== 'foreign-pr-2017')) {
        const block = textBlockOf(card);
        for (let at = numberField.from; at < numberField.to; at += 1)
          for (const byte of otherValues(block[at] ?? 0, context.times(255, 16))) {
            same(parseCard(damaged(block, at, byte), noPhoto).ok, false, `byte ${at} as ${byte}: accepted`);
            cases += 1;
          }
      }
      return cases;
    },
  );
  await context.check('cards: what is personalised is what is read, whatever the padding', () =>
    sampled(
      context,
      'sam cards',
      fc.tuple(anyCard, fc.constantFrom(' ' as const, '\0' as const)),
      ([card, padding]) => {
        sameCard(card, padding);
      },
    ),
  );
  await context.check('cards: a block of any bytes and any length is delivered whole or refused', () =>
    sampled(
      context,
      'sam blocks',
      fc.oneof(fc.uint8Array({ minLength: 256, maxLength: 256 }), fc.uint8Array({ maxLength: 600 })),
      (block) => {
        wholeOrRefused(parseCard(block, noPhoto));
      },
    ),
  );
};
