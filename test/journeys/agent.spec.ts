import { expect, test } from '@playwright/test';
import { citizenCard, daughterCard } from './support/cards.ts';
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

    test('somebody who comes for another shows two cards, the same one twice is refused, and both identities go up', async ({
      page,
    }) => {
      const citizen = new Citizen(page);
      const { reader, central } = bench.outside;
      await bench.begins(citizen, 'apply', language);
      await citizen.choose('pension-qualification');
      await citizen.choose('on-behalf');
      await citizen.sees('identify');
      reader.layCard(citizenCard);
      await citizen.sees('agent', 20_000);
      expect(await citizen.text()).toContain('测***');
      await bench.liftsTheCard();
      reader.layCard(citizenCard);
      await expect(page.locator('[data-advice="same-card"]')).toBeVisible({ timeout: 20_000 });
      await bench.liftsTheCard();
      reader.layCard(daughterCard);
      await citizen.sees('form', 20_000);
      await bench.liftsTheCard();
      await citizen.picks('livesAbroad', 'no');
      await expect(citizen.field('address')).toHaveValue(/测试一路/);
      await citizen.does('next');
      await citizen.types('phone', '13900000002');
      await citizen.does('next');
      await citizen.sees('materials');
      await citizen.does('next');
      await citizen.sees('review');
      const text = await citizen.text();
      expect(text).toContain(says('代办人', 'Acting for them'));
      expect(text).not.toContain(citizenCard.number);
      expect(text).not.toContain(daughterCard.number);
      await citizen.does('confirm');
      await citizen.sees('finish', 20_000);
      await central.until(({ submissions }) => submissions.length === 1);
      expect(central.state.submissions[0]).toMatchObject({
        itemId: 'pension-qualification',
        applicant: { idNumber: citizenCard.number, source: 'card' },
        agent: { idNumber: daughterCard.number, source: 'card' },
      });
      expect(central.state.violations).toEqual([]);
    });
  });
