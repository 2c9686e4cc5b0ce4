import { expect, test } from '@playwright/test';
import { ownerCard } from './support/cards.ts';
import { Citizen } from './support/citizen.ts';
import { FaultBench } from './support/fault-bench.ts';
import { languages, wording } from './support/visit.ts';

for (const language of languages)
  test.describe(language, () => {
    const says = wording(language);
    let bench: FaultBench;
    test.beforeAll(async () => {
      bench = await FaultBench.open();
    });
    test.afterAll(() => bench.close());

    test('a business shows its licence’s code in place of the paper, and what is on its record is filled in', async ({
      page,
    }) => {
      const citizen = new Citizen(page);
      const { reader, central, codeScanner } = bench.outside;
      await bench.begins(citizen, 'apply', language);
      await citizen.choose('invoice-supply');
      await citizen.does('next');
      await citizen.sees('identify');
      codeScanner.scan('NOBODY-KNOWS');
      await expect(page.locator('[data-advice="unknown-code"]')).toBeVisible();
      codeScanner.scan('LICENCE-TEST-0001');
      await expect(page.getByText(says('为杭州测试小面馆办理', 'For 杭州测试小面馆'))).toBeVisible();
      reader.layCard(ownerCard);
      await citizen.sees('form', 20_000);
      await bench.liftsTheCard();
      await citizen.picks('kind', 'ordinary');
      await citizen.types('count', '80');
      await citizen.types('limit', '10000');
      await citizen.does('next');
      await expect(citizen.field('phone')).toHaveValue('13900000009');
      await citizen.does('next');
      await citizen.sees('materials');
      expect(await citizen.text()).toContain(says('已用营业执照代替', 'Covered by the business licence'));
      await citizen.does('next');
      await citizen.sees('review');
      await citizen.does('confirm');
      await citizen.sees('finish', 20_000);
      await central.until(({ submissions }) => submissions.length === 1);
      const submission = central.state.submissions[0];
      expect(submission).toMatchObject({
        itemId: 'invoice-supply',
        applicant: { idNumber: ownerCard.number, source: 'card' },
      });
      expect(submission?.materials).toContainEqual({
        materialId: 'business-licence',
        status: 'licence',
        code: 'LICENCE-TEST-0001',
      });
      expect(central.state.violations).toEqual([]);
      await citizen.leaves();
    });

    test('a code from the phone opens what is stored, as the card would', async ({ page }) => {
      const citizen = new Citizen(page);
      await bench.begins(citizen, 'progress', language);
      await citizen.sees('identify');
      bench.outside.codeScanner.scan('ZLB-TEST-0001');
      await citizen.sees('progress');
      expect(await citizen.text()).toContain('浙江省居住证申领');
      await citizen.leaves();
    });
  });
