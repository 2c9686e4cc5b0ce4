import { expect, test } from '@playwright/test';
import { ownerCard } from './support/cards.ts';
import { fillsInInvoices, opensInvoices } from './support/matters.ts';
import { languages, wording } from './support/visit.ts';
import { visitsIn } from './support/visits.ts';

for (const language of languages)
  test.describe(language, () => {
    const says = wording(language);
    const here = visitsIn(language);

    test('a business shows its licence’s code in place of the paper, and what is on its record is filled in', async () => {
      const { bench, visit } = here;
      const { reader, central, codeScanner } = bench.outside;
      await opensInvoices(visit);
      codeScanner.scan('NOBODY-KNOWS');
      await expect(visit.page.locator('[data-advice="unknown-code"]')).toBeVisible();
      codeScanner.scan('LICENCE-TEST-0001');
      await expect(visit.page.getByText(says('为杭州测试小面馆办理', 'For 杭州测试小面馆'))).toBeVisible();
      reader.layCard(ownerCard);
      await visit.sees('form', 20_000);
      await bench.liftsTheCard();
      await fillsInInvoices(visit);
      await expect(visit.field('phone')).toHaveValue('13900000009');
      await visit.does('next');
      await visit.sees('materials');
      expect(await visit.text()).toContain(says('已用营业执照代替', 'Covered by the business licence'));
      await visit.does('next');
      await visit.sees('review');
      await visit.does('confirm');
      await visit.sees('finish', 20_000);
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
    });

    test('a code from the phone opens what is stored, as the card would', async () => {
      const { bench, visit } = here;
      await visit.choose('progress');
      await visit.sees('identify');
      bench.outside.codeScanner.scan('ZLB-TEST-0001');
      await visit.sees('progress');
      expect(await visit.text()).toContain('浙江省居住证申领');
    });
  });
