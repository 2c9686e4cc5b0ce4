import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redactText } from '../../../electron/core/log/redact.ts';

describe('text for a log', () => {
  it.each([
    '330106195203070023',
    '33010619520307002X',
    '330106 19520307 0023',
    '330106-1952-0307-0023',
    '３３０１０６１９５２０３０７００２３',
    '13900001111',
    '+86 139 0000 1111',
    '139-0000-1111',
    '0571-87654321',
    'H60154321',
    'CHN110023456789',
    'someone@example.com',
  ])('never shows %s', (secret) => {
    const shown = redactText(`before ${secret} after`);
    expect(shown).toBe('before [hidden] after');
  });

  it.each([
    'ticket A101 of block 3',
    'HZ-XH-0012',
    '01900000-0000-7000-8000-000000000001',
    '2026-03-02T09:15:04.120+08:00',
    '127.0.0.1:7070',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'status 422 in 1532 ms',
  ])('leaves %s', (harmless) => {
    expect(redactText(harmless)).toBe(harmless);
  });

  it('shows no ID number wherever it stands', () => {
    const digits = fc.stringMatching(/^[1-9]\d{16}[\dX]$/);
    fc.assert(
      fc.property(fc.string(), digits, fc.string(), (before, secret, after) => {
        expect(redactText(`${before} ${secret} ${after}`)).not.toContain(secret);
      }),
    );
  });
});

describe('a value for a log', () => {
  it('hides what is personal by name, by look, and inside errors', () => {
    const error = new Error('no such person: 330106195203070023', { cause: { phone: '1' } });
    const shown = JSON.stringify(
      redact({
        applicant: { name: '张素琴' },
        chinese_name: '张素琴',
        nested: [{ idNumber: 'x' }, { note: 'call 13900001111' }],
        mobileAsNumber: 13900001111,
        scan: Buffer.from('%PDF'),
        token: 'abc',
        code: 'ZLB-77AB12',
        failure: { code: 'ECONNREFUSED' },
        error,
        itemId: 'no-crime-record',
        milliseconds: 1_772_413_200_000,
      }),
    );
    expect(shown).not.toMatch(/张素琴|330106|13900001111|%PDF|"abc"|"x"|77AB12/);
    expect(JSON.parse(shown)).toMatchObject({
      itemId: 'no-crime-record',
      failure: { code: 'ECONNREFUSED' },
      scan: '[4 bytes]',
      milliseconds: 1_772_413_200_000,
      error: { type: 'Error', message: 'no such person: [hidden]' },
    });
  });

  it('ends where a value holds itself', () => {
    const loop: { self?: object } = {};
    loop.self = loop;
    expect(JSON.stringify(redact(loop))).toContain('[hidden]');
  });
});
