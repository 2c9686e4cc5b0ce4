import { expect, test } from '@playwright/test';
import { type KioskProcess, startKiosk } from '../support/kiosk-process.ts';
import { largeCatalogue } from '../support/large-catalogue.ts';
import { type Outside, startOutside } from '../support/outside.ts';
import { Citizen } from './support/citizen.ts';

/** A kiosk in a city that offers two thousand matters. */

let outside: Outside;
let kiosk: KioskProcess;

test.beforeAll(async () => {
  outside = await startOutside({ catalogue: largeCatalogue() });
  kiosk = await startKiosk(outside.config);
});
test.afterAll(async () => {
  await kiosk.stop();
  await outside.close();
});

test('among two thousand matters the one is found by initials, by pinyin and by characters, and few are drawn at a time', async ({
  page,
}) => {
  const citizen = new Citizen(page);
  const cards = page.locator('.choice-card');
  const [first] = [cards.first().locator('.choice__title')];
  await page.goto(kiosk.url);
  await citizen.arrives();
  await citizen.choose('apply');
  await citizen.sees('catalogue');
  expect(await cards.count()).toBeLessThanOrEqual(120);
  const search = page.locator('input[data-field="search"]');
  for (const typed of ['jzzqz', 'juzhuzhengqianz', '居住证签注', '居zz签注']) {
    await search.fill('');
    await search.pressSequentially(typed);
    await expect(first).toHaveText('居住证签注');
    expect(await cards.count()).toBeLessThanOrEqual(24);
  }
  // A letter that most of them have: the best are drawn, the others come when they are wanted.
  await search.fill('j');
  await expect(page.getByRole('status').filter({ hasText: '找到' })).toContainText(/\d{3,}/);
  await expect(cards).toHaveCount(24);
  await page.getByRole('button', { name: '再看 24 件' }).click();
  await expect(cards).toHaveCount(48);

  await citizen.does('language');
  await search.fill('residence permit: end');
  await expect(first).toHaveText('residence permit: endorsement');
  await cards.first().click();
  await citizen.sees('item');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await citizen.text()).toContain('residence permit: endorsement');
  await citizen.leaves();
});
