import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { serveGallery } from './gallery/serve.ts';

let gallery: Awaited<ReturnType<typeof serveGallery>>;
let cache: string;

test.beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'gallery-'));
  gallery = await serveGallery(cache);
});
test.afterAll(async () => {
  await gallery.close();
  await rm(cache, { recursive: true, force: true });
});

const open = async (page: Page, query: string): Promise<void> => {
  await page.goto(`${gallery.url}?${query}`);
  await page.waitForSelector('#root-screen');
};

const intents = (page: Page) => page.evaluate(() => window.intents.filter(({ kind }) => kind !== 'activity'));

test("what can't be done stays in sight with its reason, and touching it asks for nothing", async ({
  page,
}) => {
  await open(page, 'screen=home');
  const scan = page.locator('[data-choice="scan"]');
  await expect(scan).toHaveAttribute('aria-disabled', 'true');
  await expect(scan).toContainText('扫描仪维护中。翠苑街道便民服务中心可办（640 米）。');
  await scan.click({ force: true });
  expect(await intents(page)).toEqual([]);
  await page.locator('[data-choice="ticket"]').click();
  expect(await intents(page)).toEqual([{ kind: 'choose', id: 'ticket', screenId: 1 }]);
});

test('a touch anywhere on the attract screen, or any key, wakes it', async ({ page }) => {
  await open(page, 'screen=attract');
  await page.mouse.click(540, 1500);
  expect(await intents(page)).toEqual([{ kind: 'wake', screenId: 1 }]);
  await open(page, 'screen=attract');
  await page.keyboard.press('a');
  expect(await intents(page)).toEqual([{ kind: 'wake', screenId: 1 }]);
});

test('Enter is the main action and Escape goes back', async ({ page }) => {
  await open(page, 'screen=item');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  expect(await intents(page)).toEqual([
    { kind: 'act', action: 'next', screenId: 1 },
    { kind: 'act', action: 'back', screenId: 1 },
  ]);
});

test('Enter on an answer that stands goes on and leaves it standing', async ({ page }) => {
  await open(page, 'screen=form.choice');
  const chosen = page.locator('[data-field] [data-choice][aria-pressed="true"]').first();
  await chosen.focus();
  await page.keyboard.press('Enter');
  expect(await intents(page)).toEqual([{ kind: 'act', action: 'next', screenId: 1 }]);
});

test('Enter on an option not yet chosen chooses it', async ({ page }) => {
  await open(page, 'screen=form.choice');
  const free = page.locator('[data-field] [data-choice][aria-pressed="false"]').first();
  await free.focus();
  await page.keyboard.press('Enter');
  const asked = await intents(page);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ kind: 'set-field' });
});

test('a matter whose time nobody promised is not called done on the spot', async ({ page }) => {
  await open(page, 'screen=item.counter');
  await expect(page.locator('.fact').first()).toContainText('受理后告知');
  await expect(page.locator('.facts')).not.toContainText('当场');
});

test('a paper that an earlier application misses is never called optional, and nobody is promised a check before it is sent', async ({
  page,
}) => {
  await open(page, 'screen=materials.supplement');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('还差 1 份，可以以后交');
  await expect(page.locator('.heading__lead')).toHaveText('下一步就送到经办人手里。');
  await expect(page.locator('[data-choice="work"]')).toContainText('还没有');
});

test('a slip without a date is not said to have one', async ({ page }) => {
  await open(page, 'screen=finish.received');
  await expect(page.locator('.heading__lead')).not.toContainText('日期');
  await open(page, 'screen=finish.bundle');
  await expect(page.locator('.heading__lead')).toContainText('日期');
});

test('a certificate whose pages all came out is finished, whatever sheet was spoiled on the way', async ({
  page,
}) => {
  await open(page, 'screen=finish.document');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('打印好了，请取走纸张');
  await expect(page.locator('.sheets [data-kind="taken"]')).toHaveText('已出 2 张共 2 张');
  await expect(page.locator('.sheets [data-kind="spoiled"]')).toHaveText('作废 1 张');
});

test('one touch changes the language of everything, and another changes it back', async ({ page }) => {
  await open(page, 'screen=ticket');
  await page.locator('[data-action="language"]').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Which counter do you need?');
  await expect(page.locator('#root-screen')).toHaveAttribute('data-language', 'en');
  await page.locator('[data-action="language"]').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('您要到哪个窗口？');
});

test('the text becomes twice as large and the standing actions stay', async ({ page }) => {
  await open(page, 'screen=home');
  const size = () =>
    page.locator('.heading__lead').evaluate((node) => Number.parseFloat(getComputedStyle(node).fontSize));
  const before = await size();
  await page.locator('[data-action="accessibility"]').click();
  await page.getByRole('button', { name: '200%' }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator('#root-screen')).toHaveAttribute('data-text-size', '200');
  expect(await size()).toBeCloseTo(before * 2, 0);
  for (const action of ['home', 'language', 'accessibility', 'help'])
    await expect(page.locator(`[data-action="${action}"]`)).toBeInViewport({ ratio: 1 });
});

test('the buttons that turn a long screen go as soon as everything fits', async ({ page }) => {
  await open(page, 'screen=home&size=200');
  const turns = page.locator('main .scroll__buttons');
  await expect(turns).toBeVisible();
  await page.locator('[data-action="accessibility"]').click();
  await page.getByRole('button', { name: '100%' }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator('#root-screen')).toHaveAttribute('data-text-size', '100');
  await expect(turns).toHaveCount(0);
});

test('what the hall wants everybody to know stands on home too', async ({ page }) => {
  await open(page, 'screen=home.notice');
  await expect(page.getByText('周五 17:00 系统升级，请提前取号。')).toBeVisible();
  await expect(page.locator('main .scroll__buttons')).toHaveCount(0);
});

test('help is two touches away: a person, a report, or the end', async ({ page }) => {
  await open(page, 'screen=item');
  await page.locator('[data-action="help"]').click();
  for (const action of ['call-staff', 'report', 'end-session'])
    await expect(page.locator(`[data-action="${action}"]`)).toBeVisible();
  await page.locator('[data-action="call-staff"]').click();
  expect(await intents(page)).toEqual([{ kind: 'act', action: 'call-staff', screenId: 1 }]);
});

test('Escape closes a panel and leaves the screen behind it where it is', async ({ page }) => {
  await open(page, 'screen=ticket');
  await page.locator('[data-action="help"]').click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await intents(page)).toEqual([]);
});

test('the catalogue finds by pinyin initials while they are typed', async ({ page }) => {
  await open(page, 'screen=catalogue');
  await page.locator('[data-field="search"]').fill('jzz');
  await expect(page.locator('[data-choice="residence"]')).toBeVisible();
  await expect(page.locator('[data-choice="property-transfer"]')).toHaveCount(0);
});

test('a touch on what stands far down is not lost when the keys make room for it', async ({ page }) => {
  await open(page, 'screen=catalogue&size=200');
  await page.locator('[data-field="search"]').click();
  await expect(page.locator('.keyboard')).toBeVisible();
  await page.locator('main .scroll__area').evaluate((area) => area.scrollTo({ top: area.scrollHeight }));
  await page.locator('[data-choice="property-transfer"]').click();
  expect(await intents(page)).toEqual([{ kind: 'choose', id: 'property-transfer', screenId: 1 }]);
  await expect(page.locator('.keyboard')).toHaveCount(0);
});

test('a document that is left while it opens does not keep the next one from being shown', async ({
  page,
}) => {
  await open(page, 'screen=preview.ready');
  for (const _time of [1, 2, 3])
    await page.evaluate(() => {
      window.show('screen=preview.ready');
      window.show('screen=home');
      window.show('screen=preview.ready');
    });
  await expect(page.locator('.sheet-place canvas').first()).toBeVisible();
});

test("what is typed stays the person's, and every change is told", async ({ page }) => {
  await open(page, 'screen=identify.typed');
  const name = page.locator('[data-field="name"]');
  await name.fill('测试乙');
  await expect(name).toHaveValue('测试乙');
  expect(await intents(page)).toEqual([{ kind: 'set-field', field: 'name', value: '测试乙', screenId: 1 }]);
});

test('the four corners open the way for staff without covering anything', async ({ page }) => {
  await open(page, 'screen=out-of-service');
  for (const [x, y] of [
    [20, 20],
    [1060, 20],
    [1060, 1900],
    [20, 1900],
  ] as const)
    await page.mouse.click(x, y);
  expect(await intents(page)).toContainEqual({ kind: 'staff-gesture' });
});

test('a touch shows in the same frame', async ({ page }) => {
  await open(page, 'screen=home');
  const ticket = page.locator('[data-choice="ticket"]');
  await ticket.hover();
  await page.mouse.down();
  await expect(ticket).toHaveAttribute('data-pressed', '');
  await page.mouse.up();
  await expect(ticket).not.toHaveAttribute('data-pressed');
});

test('on an upright screen nothing is to be touched in the top quarter', async ({ page }) => {
  for (const screen of ['home', 'home.notice', 'ticket', 'catalogue', 'nearby', 'item', 'finish']) {
    await open(page, `screen=${screen}`);
    const highest = await page.$$eval('button, input', (nodes) =>
      Math.min(...nodes.map((node) => node.getBoundingClientRect().top)),
    );
    expect(highest).toBeGreaterThanOrEqual(478);
  }
});
