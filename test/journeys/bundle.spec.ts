import { expect, test } from '@playwright/test';
import { fillsInNewborn, opensNewborn, scansPaper } from './support/matters.ts';
import { languages, wording } from './support/visit.ts';
import { visitsIn } from './support/visits.ts';

for (const language of languages)
  test.describe(language, () => {
    const says = wording(language);
    const here = visitsIn(language);

    test('“A child is born” asks each question and paper once, hands in three records with one receipt, and prints the notice of acceptance', async () => {
      const { bench, visit } = here;
      const { central, ticketPrinter, documentPrinter } = bench.outside;
      await opensNewborn(visit);
      expect(await visit.text()).toContain(
        says('新生儿社会保障卡申领', 'Social security card for a newborn'),
      );
      await fillsInNewborn(bench, visit);
      await scansPaper(bench, visit, 'birth-certificate');
      await scansPaper(bench, visit, 'household-book');
      await visit.does('next');
      await visit.sees('review');
      await visit.does('confirm');
      await visit.sees('finish', 30_000);

      await central.until(({ submissions }) => submissions.length === 3);
      const { submissions, files } = central.state;
      expect(submissions.map(({ itemId }) => itemId).sort()).toEqual([
        'birth-registration',
        'newborn-medical-insurance',
        'newborn-social-card',
      ]);
      for (const submission of submissions)
        expect(submission).toMatchObject({
          bundleId: 'newborn',
          form: { childName: '测试宝宝', phone: '13900000001' },
        });
      const birth = submissions.flatMap(({ materials }) =>
        materials.filter(({ materialId }) => materialId === 'birth-certificate'),
      );
      expect(new Set(birth.map(({ fileId }) => fileId)).size).toBe(3);
      expect(new Set(birth.map(({ fileId }) => files.get(fileId ?? '')?.recordId)).size).toBe(3);

      expect(ticketPrinter.slips).toHaveLength(1);
      const slip = ticketPrinter.slips[0]?.text.join('\n');
      for (const { receiptNumber } of submissions) expect(slip).toContain(receiptNumber);
      expect(ticketPrinter.slips[0]?.qr).toHaveLength(3);

      await visit.does('print');
      await expect(
        visit.page.getByText(says('A4 纸在机器下方的出纸口', 'The sheet is in the tray at the bottom')),
      ).toBeVisible({ timeout: 30_000 });
      expect(documentPrinter.finished).toMatchObject([{ state: 'completed' }]);
      expect(central.state.prints).toEqual([]);
      expect(ticketPrinter.slips).toHaveLength(1);
    });
  });
