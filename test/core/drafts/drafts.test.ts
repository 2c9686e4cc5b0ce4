import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locatorOf, openSealedDraft, sealDraft } from '../../../electron/core/drafts/sealed-draft.ts';
import { parseToken, tokenText } from '../../../electron/core/drafts/token.ts';

const holder = { documentType: 'resident-id', idNumber: '11010519491231002X', validFrom: '2020-01-01' };
const content = {
  itemId: 'residence-permit',
  onBehalf: false,
  papers: ['lease'],
  values: { address: '测试路1号', since: '2026-01-01', agree: true },
};
const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('the code on a draft slip', () => {
  test('every token survives being printed and typed again, in small letters and without hyphens too', () => {
    fc.assert(
      fc.property(bytes, (token) => {
        const text = tokenText(token);
        expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{2}$/);
        expect(parseToken(text)).toEqual(token);
        expect(parseToken(text.toLowerCase().replaceAll('-', ' '))).toEqual(token);
      }),
    );
  });

  test('letters that look like digits are read as those', () => {
    const text = tokenText(new Uint8Array(16));
    expect(parseToken(text.replaceAll('0', 'O'))).toEqual(new Uint8Array(16));
  });

  test('anything else is no token', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseToken(text)));
    expect(parseToken('')).toBeUndefined();
    expect(parseToken('7QK4')).toBeUndefined();
    expect(parseToken('!'.repeat(26))).toBeUndefined();
  });
});

describe('a sealed draft', () => {
  const token = randomBytes(16);
  const draft = sealDraft(token, holder, content, (count) => randomBytes(count));

  test('slip and card together open it', () => {
    expect(openSealedDraft(token, holder, draft)).toEqual(content);
  });

  test('the slip alone opens nothing, nor does the card alone', () => {
    expect(openSealedDraft(token, { ...holder, idNumber: '330106198903200019' }, draft)).toBeUndefined();
    expect(openSealedDraft(token, { ...holder, validFrom: '2021-01-01' }, draft)).toBeUndefined();
    expect(openSealedDraft(randomBytes(16), holder, draft)).toBeUndefined();
  });

  test('a single changed bit is noticed', () => {
    const original = Buffer.from(draft.sealed, 'base64url');
    for (let index = 0; index < original.length; index += 1) {
      const changed = Buffer.from(original);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(
        openSealedDraft(token, holder, { ...draft, sealed: changed.toString('base64url') }),
      ).toBeUndefined();
    }
  });

  test('what is sent says nothing of the person, and the locator nothing of the token', () => {
    expect(draft.sealed).not.toContain(Buffer.from(holder.idNumber).toString('base64url'));
    expect(Buffer.from(draft.sealed, 'base64url').includes(Buffer.from('测试路'))).toBe(false);
    expect(locatorOf(token)).not.toContain(Buffer.from(token).toString('base64url'));
    expect(locatorOf(token)).toBe(locatorOf(Buffer.from(token)));
  });
});
