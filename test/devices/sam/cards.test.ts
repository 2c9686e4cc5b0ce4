import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCard } from '../../../devices/models/sam/card.ts';
import { checkDigitOf, isValidIdNumber } from '../../../devices/models/sam/gb11643.ts';
import { nationOf, nations } from '../../../devices/models/sam/nations.ts';
import { type SimulatedCard, textBlockOf } from '../../../devices/models/sam/simulated-card.ts';
import { foreigner2017, foreigner2023, hmtResident, resident } from './people.ts';

const photo = new Uint8Array(1024);
const parsed = (card: SimulatedCard) => parseCard(textBlockOf(card), photo);

describe('the four kinds of card', () => {
  it('a citizen', () => {
    expect(parsed(resident)).toEqual({
      ok: true,
      value: {
        kind: 'resident-id',
        name: '测试样例',
        sex: 'male',
        nation: '汉',
        birthDate: '1949-12-31',
        address: '北京市测试区样例路1号',
        idNumber: '11010519491231002X',
        issuer: '测试公安局',
        validFrom: '2020-01-01',
        validUntil: 'long-term',
        photo,
      },
    });
  });

  it('a resident of Hong Kong, Macau or Taiwan, with the number of the pass and without a nation', () => {
    expect(parsed(hmtResident)).toEqual({
      ok: true,
      value: {
        kind: 'hmt-residence',
        name: '测试港澳',
        sex: 'female',
        birthDate: '1999-01-01',
        address: '广东省测试区样例路2号',
        idNumber: '810000199901010014',
        issuer: '测试公安局',
        validFrom: '2020-01-01',
        validUntil: '2025-01-01',
        passNumber: 'H12345678',
        photo,
      },
    });
  });

  it('a foreigner with a card of 2017, whose number has no check digit', () => {
    expect(parsed(foreigner2017)).toEqual({
      ok: true,
      value: {
        kind: 'foreign-pr-2017',
        name: '测试',
        latinName: 'TEST, SAMPLE NAME',
        sex: 'male',
        nationality: 'CAN',
        birthDate: '1985-01-01',
        idNumber: 'CAN110090123105',
        validFrom: '2018-01-01',
        validUntil: '2028-01-01',
        photo,
      },
    });
  });

  it('a foreigner with a card of 2023', () => {
    expect(parsed(foreigner2023)).toEqual({
      ok: true,
      value: {
        kind: 'foreign-pr-2023',
        name: '测试',
        latinName: 'TEST, SAMPLE NAME',
        sex: 'male',
        nationality: 'CAN',
        birthDate: '1985-01-01',
        idNumber: '932682198501010017',
        validFrom: '2024-01-01',
        validUntil: '2034-01-01',
        photo,
      },
    });
  });

  it('a long Latin name on a card of 2023 is joined from its two fields, blank at the seam included', () => {
    const name = 'TEST, SAMPLE NAME OF THIRTY FOUR L AST NAMES';
    expect(name[34]).toBe(' ');
    expect(parsed({ ...foreigner2023, englishName: name })).toMatchObject({ value: { latinName: name } });
  });

  it('a foreigner without a Chinese name is named in Latin letters', () => {
    expect(parsed({ ...foreigner2017, chineseName: '' })).toMatchObject({
      value: { name: 'TEST, SAMPLE NAME' },
    });
  });

  it('fields padded with NUL read like fields padded with blanks', () => {
    for (const card of [resident, hmtResident, foreigner2017, foreigner2023])
      expect(parseCard(textBlockOf(card, '\0'), photo)).toEqual(parsed(card));
  });

  it('a rare character outside the basic plane keeps both its halves', () => {
    expect(parsed({ ...resident, name: '测𠮷' })).toMatchObject({ value: { name: '测𠮷' } });
  });
});

describe('cards that are refused', () => {
  it.each(['A', 'Z', 'j', '1', '\u3000'])(
    'a type flag that nobody described (%s) is not guessed at',
    (typeFlag) => {
      expect(parsed({ ...resident, typeFlag })).toMatchObject({ ok: false, advice: 'unknown-card-type' });
    },
  );

  it.each([resident, hmtResident, foreigner2023])(
    'a wrong check digit is not accepted on a $kind',
    (card) => {
      const wrong = card.number.slice(0, 17) + (card.number.endsWith('1') ? '2' : '1');
      expect(parsed({ ...card, number: wrong })).toMatchObject({ ok: false, advice: 'not-accepted' });
    },
  );

  it.each(['', 'CAN11009012310', 'can110090123105', '1AN110090123105'])(
    'a number of a card of 2017 that has not three letters and twelve digits (%s) is not accepted',
    (number) => {
      expect(parsed({ ...foreigner2017, number })).toMatchObject({ ok: false, advice: 'not-accepted' });
    },
  );

  it.each(['20200231', '2020010', '0000 101', '长期', ''])('a first day %s is no day', (from) => {
    expect(parsed({ ...resident, from })).toMatchObject({ ok: false });
  });

  it('the reason never quotes the card', () => {
    const refusal = parsed({ ...resident, number: '110105194912310021' });
    expect(JSON.stringify(refusal)).not.toContain('110105');
  });
});

describe('code tables', () => {
  it('there are 56 nations and two further codes', () => {
    expect(nations.size).toBe(58);
    expect(nationOf('46')).toBe('德昂');
    expect(nationOf('98')).toBe('外国血统中国籍人士');
  });

  it('an unknown nation is shown by its digits and fails no read', () => {
    expect(parsed({ ...resident, nation: '77' })).toMatchObject({ ok: true, value: { nation: '77' } });
  });

  it('every sex of the standard is known, and an unknown code claims nothing', () => {
    const sexes = ['0', '1', '2', '9', '7'].map((sex) => parsed({ ...resident, sex }));
    expect(sexes.map((card) => card.ok && card.value.sex)).toEqual([
      'unknown',
      'male',
      'female',
      'unspecified',
      'unknown',
    ]);
  });
});

describe('the check digit', () => {
  it.each(['11010519491231002X', '932682198501010017', '830000199706020042', '810000199901010014'])(
    '%s is right',
    (number) => expect(isValidIdNumber(number)).toBe(true),
  );

  it('notices every single wrong digit and every swap of two neighbours', () => {
    const digits = fc.stringMatching(/^\d{17}$/);
    fc.assert(
      fc.property(digits, fc.nat(16), fc.integer({ min: 1, max: 9 }), (first17, at, change) => {
        const number = `${first17}${checkDigitOf(first17)}`;
        expect(isValidIdNumber(number)).toBe(true);
        const other = String((Number(number[at]) + change) % 10);
        expect(isValidIdNumber(number.slice(0, at) + other + number.slice(at + 1))).toBe(false);
        if (at < 16 && number[at] !== number[at + 1])
          expect(
            isValidIdNumber(number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)),
          ).toBe(false);
      }),
    );
  });

  it('a small x is no check digit', () => {
    expect(isValidIdNumber('11010519491231002x')).toBe(false);
  });
});
