import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkReceiptCode } from '../../../electron/core/cli/receipt-code.ts';
import { codeOf } from '../../../electron/core/store/receipt.ts';
import { kiosk, kioskHere, named, plainConfig } from '../support/cli-bench.ts';
import { freshFolder, startStore, stop, ZHANG } from '../support/store-bench.ts';

const AT = '2026-03-02T09:00:00+08:00';

/** What is on the slip of an application, and the kiosk it came from. */
const slipOf = (kioskStore = startStore()) => {
  const { id, receipt } = kioskStore.saveRecord({
    kind: 'submission',
    path: '/submissions',
    personKey: ZHANG,
    body: (given) => {
      const content = { id: given.id, createdAt: AT, form: { phone: '13900000001' } };
      return { ...content, receipt: given.sign(content) };
    },
  });
  if (receipt === undefined) throw new Error('no receipt');
  return { store: kioskStore, code: codeOf({ id, at: AT }, receipt), id };
};

describe('verify-receipt', () => {
  it("takes a genuine slip's code by the kiosk's public key alone, and refuses one changed character", async () => {
    const { store, code, id } = slipOf();
    stop(store);
    const pem = join(freshFolder(), 'kiosk.pem');
    writeFileSync(pem, store.publicKey);
    const file = join(freshFolder(), 'code.txt');
    writeFileSync(file, `${code}\n`);
    const changed = code.replace(AT, '2026-03-02T09:00:01+08:00');
    const [asText, asFile, other] = await Promise.all([
      kiosk('verify-receipt', code, '--public-key', pem),
      kioskHere(['verify-receipt', file, '--public-key', pem]),
      kiosk('verify-receipt', changed, '--public-key', pem),
    ]);
    expect(asText.status).toBe(0);
    expect(asText.out).toMatch(`The receipt is genuine: record ${id}, handed in at ${AT}, check code `);
    expect(asFile).toEqual({ ...asText, out: asText.out.trimEnd() });
    expect(other).toEqual({
      status: 1,
      out: '',
      err: expect.stringContaining('This is not what this kiosk signed'),
    });
  });

  it('no character of a code can be another one', () => {
    const { store, code } = slipOf();
    expect(checkReceiptCode(code, store.publicKey).ok).toBe(true);
    for (let place = 0; place < code.length; place += 1)
      for (const other of ['0', 'A', 'b', ' ', '"', '=']) {
        const forged = code.slice(0, place) + other + code.slice(place + 1);
        if (forged === code || forged.trim() === code) continue;
        expect(checkReceiptCode(forged, store.publicKey).ok, forged).toBe(false);
      }
  });

  it('no two characters can be swapped, and none added or left out', () => {
    const { store, code } = slipOf();
    for (let place = 0; place + 1 < code.length; place += 1) {
      const [one, two] = [code.charAt(place), code.charAt(place + 1)];
      const rest = code.slice(place + 2);
      const forgeries = [`${two}${one}`, one, `${one}${two} `].map(
        (pair) => code.slice(0, place) + pair + rest,
      );
      for (const forged of forgeries)
        if (forged.trim() !== code && forged !== code)
          expect(checkReceiptCode(forged, store.publicKey).ok, forged).toBe(false);
    }
  });

  it("knows this kiosk's own slips by its store, while it runs, and not those of another", async () => {
    const { store, code } = slipOf();
    const words = named(plainConfig(), store.dir);
    expect(await kioskHere(['verify-receipt', code, ...words])).toMatchObject({ status: 0, err: '' });
    const foreign = slipOf(startStore());
    expect((await kioskHere(['verify-receipt', foreign.code, ...words])).status).toBe(1);
    expect((await kioskHere(['public-key', ...words])).out).toBe(store.publicKey.trimEnd());
  });

  it.each([
    ['hello', 'This is not the code of a receipt.'],
    ['01900000-0000-7000-8000-0000000000f1', 'only names a record'],
  ])('says of %s what it is', async (text, words) => {
    const { dir } = startStore();
    const { status, err } = await kioskHere(['verify-receipt', text, ...named(plainConfig(), dir)]);
    expect(status).toBe(1);
    expect(err).toContain(words);
  });
});
