import { expect, test } from '@playwright/test';
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

    const scansOne = async (citizen: Citizen, material: string): Promise<void> => {
      await citizen.choose(material);
      await citizen.sees('scan');
      bench.outside.scanner.feed(1);
      await citizen.does('scan');
      await citizen.does('confirm');
      await citizen.sees('materials');
    };

    test('“A child is born” asks each question and paper once, hands in three records with one receipt, and prints the notice of acceptance', async ({
      page,
    }) => {
      const citizen = new Citizen(page);
      const { central, ticketPrinter, documentPrinter } = bench.outside;
      await bench.begins(citizen, 'apply', language);
      await citizen.choose('newborn');
      await citizen.sees('item');
      expect(await citizen.text()).toContain(
        says('新生儿社会保障卡申领', 'Social security card for a newborn'),
      );
      await citizen.does('next');
      await bench.identifies(citizen, 'form');
      await citizen.types('childName', '测试宝宝');
      // The keyboard of the name stands open: a touch on an option below it counts all the same.
      await citizen.picks('childSex', 'female');
      await citizen.types('childBornOn', '2026-11-01');
      await citizen.does('next');
      await citizen.picks('follow', 'mother');
      await citizen.types('otherParentNumber', '330106198903200019');
      await citizen.does('next');
      await citizen.signs('signature');
      await citizen.does('next');
      await citizen.types('phone', '13900000001');
      await citizen.does('next');
      await citizen.picks('payBy', 'online');
      await citizen.does('next');
      await citizen.sees('materials');
      await scansOne(citizen, 'birth-certificate');
      await scansOne(citizen, 'household-book');
      await citizen.does('next');
      await citizen.sees('review');
      await citizen.does('confirm');
      await citizen.sees('finish', 30_000);

      await central.until(({ submissions }) => submissions.length === 3);
      const { submissions, violations, files } = central.state;
      expect(violations).toEqual([]);
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

      await citizen.does('print');
      await expect(
        page.getByText(says('A4 纸在机器下方的出纸口', 'The sheet is in the tray at the bottom')),
      ).toBeVisible({ timeout: 30_000 });
      expect(documentPrinter.finished).toMatchObject([{ state: 'completed' }]);
      expect(central.state.prints).toEqual([]);
      expect(ticketPrinter.slips).toHaveLength(1);
    });
  });
