import { expect, test } from '@playwright/test';
import { citizenCard } from './support/cards.ts';
import { FaultBench } from './support/fault-bench.ts';
import { languages, Visit, wording } from './support/visit.ts';

/** 断点续办 at another kiosk: begun here, handed in there, and then nothing is left of it anywhere. */

let here: FaultBench;
let there: FaultBench;

test.beforeAll(async () => {
  here = await FaultBench.open();
  there = await here.beside('HZ-XH-0099');
});
test.afterAll(async () => {
  expect(here.outside.central.state.violations).toEqual([]);
  await there.close();
  await here.close();
});

for (const language of languages)
  test(`${language}: what was begun at one kiosk is found again on the screen of another and handed in there; then its slip says at both that it opens nothing`, async ({
    page,
  }) => {
    test.slow();
    const says = wording(language);
    const { central } = here.outside;
    const before = central.state.submissions.length;
    const begun = await Visit.begin(page, here, language);
    await begun.choose('apply');
    await begun.choose('medical-statement');
    await begun.does('next');
    await here.identifies(begun, 'form');
    await begun.picks('licenceClass', 'c1');
    await begun.types('checkedOn', '2026-11-18');
    await begun.does('next');
    await begun.types('phone', '13800000001');
    await begun.does('next');
    await here.suppliesThePaper(begun);
    await begun.walksAway();
    const code = begun.codeOnTheSlip();
    expect(begun.slip()).toContain(says('扫描件不保存', 'Scans are not kept'));
    for (const secret of [citizenCard.name, citizenCard.number, '13800000001'])
      expect(begun.slip()).not.toContain(secret);

    const goesOn = await Visit.begin(page, there, language);
    await goesOn.choose('resume');
    await goesOn.reads('resume');
    there.outside.codeScanner.scan(code);
    await there.identifies(goesOn, 'materials');
    await expect(page.locator('main, header')).toContainText([says('扫描件没有保留', 'Scans were not kept')]);
    await there.suppliesThePaper(goesOn);
    const text = await goesOn.text();
    expect(text).toContain('138****0001');
    expect(text).toMatch(/2026-11-18|2026年11月18日|18 Nov(ember)? 2026|Nov(ember)? 18, 2026/);
    await goesOn.does('confirm');
    await goesOn.reads('finish');
    await central.until(({ submissions }) => submissions.length === before + 1);
    expect(central.state.submissions.at(-1)).toMatchObject({
      kioskId: 'HZ-XH-0099',
      applicant: { idNumber: citizenCard.number, source: 'card' },
      form: { licenceClass: 'c1', checkedOn: '2026-11-18', phone: '13800000001' },
    });
    expect(goesOn.slip()).toContain(central.state.submissions.at(-1)?.receiptNumber);
    await goesOn.leaves();
    await central.until(({ drafts }) =>
      [...drafts.values()].every(({ closed, sealed }) => closed && sealed === ''),
    );

    for (const bench of [there, here]) {
      const again = await Visit.begin(page, bench, language);
      await again.choose('resume');
      await again.types('code', code);
      await page.keyboard.press('Enter');
      await expect(page.locator('.field__error')).toContainText(says('打不开了', 'opens nothing'));
      await again.reads('resume');
      await again.leaves();
    }
  });
