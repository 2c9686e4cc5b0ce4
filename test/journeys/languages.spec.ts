import { expect, test } from '@playwright/test';
import { cutOff } from '../support/cut-off.ts';
import { Citizen } from './support/citizen.ts';
import { FaultBench } from './support/fault-bench.ts';

/** The same kiosk for who reads English, sees little, or has only a keyboard. */

let bench: FaultBench;

test.beforeAll(async () => {
  bench = await FaultBench.open();
});
test.afterAll(async () => {
  await bench.close();
});

test.describe('in landscape', () => {
  test.use({ viewport: { width: 1920, height: 1080 } });

  test('a whole visit in English at twice the size: everything can be read, and the next person finds the kiosk as usual', async ({
    page,
  }) => {
    test.slow();
    const citizen = new Citizen(page);
    const reads = async (screen: string): Promise<void> => {
      await citizen.sees(screen, 20_000);
      await expect(citizen.root()).toHaveAttribute('data-language', 'en');
      await expect(citizen.root()).toHaveAttribute('data-text-size', '200');
      await expect.poll(() => cutOff(page), { message: screen }).toEqual([]);
    };
    await page.goto(bench.kiosk.url);
    await citizen.arrives();
    await citizen.does('language');
    await citizen.does('accessibility');
    await page.getByRole('button', { name: '200%' }).click();
    await page.keyboard.press('Escape');
    await reads('home');
    await citizen.choose('apply');
    await reads('catalogue');
    await citizen.choose('medical-statement');
    await reads('item');
    await citizen.does('next');
    await reads('identify');
    await bench.identifies(citizen, 'form');
    await reads('form');
    await citizen.picks('licenceClass', 'c1');
    await citizen.types('checkedOn', '2026-11-20');
    await citizen.does('next');
    await expect(citizen.field('phone')).toBeVisible();
    await reads('form');
    await citizen.does('next');
    await reads('materials');
    await bench.suppliesThePaper(citizen);
    await reads('review');
    await expect(page.locator('main')).not.toContainText(/[\u4e00-\u9fff]{3}/);
    await citizen.does('confirm');
    await reads('finish');
    expect(bench.outside.ticketPrinter.slips.at(-1)?.text.join('\n')).toContain('Receipt');
    await citizen.does('end-session');
    await reads('take-belongings');
    await citizen.does('confirm');
    await citizen.sees('attract');
    await expect(citizen.root()).toHaveAttribute('data-language', 'zh-CN');
    await expect(citizen.root()).toHaveAttribute('data-text-size', '100');
  });
});

test('another language in the middle of a form keeps what was typed', async ({ page }) => {
  const citizen = new Citizen(page);
  await bench.begins(citizen, 'apply');
  await citizen.choose('medical-statement');
  await citizen.does('next');
  await bench.identifies(citizen, 'form');
  await citizen.picks('licenceClass', 'c1');
  await citizen.types('checkedOn', '2026-11-20');
  await citizen.does('language');
  await expect(citizen.root()).toHaveAttribute('data-language', 'en');
  await expect(citizen.field('licenceClass').locator('[data-choice="c1"]')).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.locator('input[data-field="checkedOn"]')).toHaveValue(/2026\D*11\D*20/);
  await citizen.types('checkedOn', '2026-11-19');
  await citizen.does('language');
  await citizen.does('next');
  await expect(citizen.field('phone')).toBeVisible();
  await citizen.does('back');
  await expect(page.locator('input[data-field="checkedOn"]')).toHaveValue(/2026\D*11\D*19/);
  await citizen.leaves();
});

test('a plugged-in keyboard is enough from the first key to the receipt', async ({ page }) => {
  const citizen = new Citizen(page);
  const { keyboard } = page;
  /** Tab until this has the focus, as far as the screen goes. */
  const tabsTo = async (selector: string): Promise<void> => {
    await expect(page.locator(selector).first()).toBeVisible();
    const isThere = (): Promise<boolean> =>
      page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    for (let stops = 0; stops < 150 && !(await isThere()); stops += 1) await keyboard.press('Tab');
    expect(await isThere(), selector).toBe(true);
  };
  const enters = async (selector: string): Promise<void> => {
    await tabsTo(selector);
    await keyboard.press('Enter');
  };
  const types = async (field: string, words: string): Promise<void> => {
    await tabsTo(`input[data-field="${field}"]`);
    await keyboard.press('Control+A');
    await keyboard.type(words);
    await expect(page.locator(`input[data-field="${field}"]`)).toHaveValue(words);
  };
  await page.goto(bench.kiosk.url);
  await citizen.sees('attract');
  await keyboard.press('Enter');
  await citizen.sees('home');
  await enters('[data-choice="apply"]');
  await citizen.sees('catalogue');
  await keyboard.press('Escape');
  await citizen.sees('home');
  await enters('[data-choice="apply"]');
  await enters('[data-choice="vehicle-contact-change"]');
  await citizen.sees('item');
  await keyboard.press('Enter');
  await citizen.sees('identify');
  await types('name', '测试样例');
  await types('idNumber', '11010519491231002X');
  await keyboard.press('Enter');
  await citizen.sees('form', 20_000);
  await types('plateNumber', '浙A00T00');
  await types('plateNumber', '浙A00T01');
  await keyboard.press('Enter');
  await types('phone', '13900000099');
  await types('address', '杭州市西湖区测试路9号');
  await keyboard.press('Escape');
  await expect(page.locator('input[data-field="plateNumber"]')).toHaveValue('浙A00T01');
  await keyboard.press('Enter');
  await expect(page.locator('input[data-field="phone"]')).toBeVisible();
  await keyboard.press('Enter');
  await citizen.sees('review');
  await keyboard.press('Enter');
  await citizen.sees('finish', 20_000);
  await bench.outside.central.until(({ submissions }) =>
    submissions.some(({ itemId }) => itemId === 'vehicle-contact-change'),
  );
  expect(bench.outside.central.state.submissions.at(-1)).toMatchObject({
    applicant: { source: 'typed' },
    form: { plateNumber: '浙A00T01', phone: '13900000099', address: '杭州市西湖区测试路9号' },
  });
  await keyboard.press('Enter');
  if ((await citizen.seesOneOf(['attract', 'take-belongings'])) === 'take-belongings')
    await keyboard.press('Enter');
  await citizen.sees('attract');
});
