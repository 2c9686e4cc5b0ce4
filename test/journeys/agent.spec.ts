import { expect, test } from '@playwright/test';
import { citizenCard, daughterCard } from './support/cards.ts';
import { fillsInForAnother, opensForAnother } from './support/matters.ts';
import { languages, wording } from './support/visit.ts';
import { visitsIn } from './support/visits.ts';

for (const language of languages)
  test.describe(language, () => {
    const says = wording(language);
    const here = visitsIn(language);

    test('somebody who comes for another shows two cards, the same one twice is refused, and both identities go up', async () => {
      const { bench, visit } = here;
      const { reader, central } = bench.outside;
      await opensForAnother(bench, visit);
      reader.layCard(citizenCard);
      await expect(visit.page.locator('[data-advice="same-card"]')).toBeVisible({ timeout: 20_000 });
      await bench.liftsTheCard();
      reader.layCard(daughterCard);
      await visit.sees('form', 20_000);
      await bench.liftsTheCard();
      await fillsInForAnother(visit);
      const text = await visit.text();
      expect(text).toContain(says('代办人', 'Acting for them'));
      expect(text).not.toContain(citizenCard.number);
      expect(text).not.toContain(daughterCard.number);
      await visit.does('confirm');
      await visit.sees('finish', 20_000);
      await central.until(({ submissions }) => submissions.length === 1);
      expect(central.state.submissions[0]).toMatchObject({
        itemId: 'pension-qualification',
        applicant: { idNumber: citizenCard.number, source: 'card' },
        agent: { idNumber: daughterCard.number, source: 'card' },
      });
    });
  });
