import { expect, test } from '@playwright/test';
import { type KioskProcess, startKiosk } from '../support/kiosk-process.ts';
import { type Outside, startOutside } from '../support/outside.ts';
import { Attendant } from './support/attendant.ts';
import { Citizen } from './support/citizen.ts';

let outside: Outside;
let kiosk: KioskProcess;

test.beforeAll(async () => {
  outside = await startOutside();
  kiosk = await startKiosk(outside.config);
});
test.afterAll(async () => {
  await kiosk.stop();
  await outside.close();
});

test('only a person of the hall with the right PIN sees how the devices are, and sees it in plain words', async ({
  page,
}) => {
  const citizen = new Citizen(page);
  const attendant = new Attendant(page);
  await page.goto(kiosk.url);
  await citizen.sees('attract');

  await attendant.touchesTheCorners();
  await attendant.enters('staff-attendant', '000000');
  await expect(page.getByText('PIN 码不对')).toBeVisible();
  await citizen.sees('staff-login');
  await attendant.enters('staff-attendant', '135790');
  await citizen.sees('staff');
  expect(await citizen.text()).toContain('测试值守');

  for (const role of ['idReader', 'ticketPrinter', 'documentPrinter', 'scanner'])
    await expect(attendant.device(role)).toContainText('正常');
  await expect(page.locator('.operator__facts')).toContainText('已连上');

  outside.documentPrinter.paperOut();
  outside.ticketPrinter.set({ coverOpen: true });
  outside.reader.unplug();
  await expect(attendant.device('documentPrinter')).toContainText('没纸了', { timeout: 20_000 });
  await expect(attendant.device('documentPrinter')).toContainText('装纸');
  await expect(attendant.device('ticketPrinter')).toContainText('盖子没关', { timeout: 20_000 });
  await expect(attendant.device('idReader')).toContainText('查电源和连线', { timeout: 30_000 });
  await expect(page.locator('tr[data-role][data-level="act"]')).toHaveCount(3);
  await expect(page.locator('tr[data-paper="documentPrinter"]')).toHaveAttribute('data-level', 'act');

  outside.documentPrinter.load(250);
  outside.ticketPrinter.set({ coverOpen: false });
  outside.reader.plug();
  await attendant.does('retry-devices');
  for (const role of ['idReader', 'ticketPrinter', 'documentPrinter'])
    await expect(attendant.device(role)).toContainText('正常', { timeout: 30_000 });
  await attendant.does('leave');
  await citizen.seesOneOf(['attract', 'home']);
});

test('staff end the visit of somebody who has gone, after asking themselves once more', async ({ page }) => {
  const citizen = new Citizen(page);
  const attendant = new Attendant(page);
  await page.goto(kiosk.url);
  if ((await citizen.seesOneOf(['attract', 'home'])) === 'attract') await citizen.arrives();
  await citizen.choose('apply');
  await citizen.sees('catalogue');
  await attendant.logsIn('staff-supervisor');
  await expect(page.getByText('有人正在办理')).toBeVisible();
  await attendant.does('end-visit', true);
  await expect(page.getByText('没有人在办理')).toBeVisible();
  await attendant.does('leave');
  await citizen.sees('attract');
});

test('out of service by staff stays so over a restart, and staff bring it back', async ({ page }) => {
  const citizen = new Citizen(page);
  const attendant = new Attendant(page);
  await page.goto(kiosk.url);
  await citizen.sees('attract');
  await attendant.logsIn();
  if (await citizen.action('end-visit').isVisible()) await attendant.does('end-visit', true);
  await attendant.does('out-of-service', true);
  await expect(page.getByText('暂停服务', { exact: true }).first()).toBeVisible();
  await attendant.does('leave');
  await citizen.sees('out-of-service');
  expect(await citizen.text()).toContain('本机暂停服务');

  process.kill(kiosk.corePid(), 'SIGKILL');
  await expect(page.getByText('正在恢复')).toBeVisible();
  await expect(page.getByText('正在恢复')).toBeHidden({ timeout: 30_000 });
  await page.mouse.click(400, 900);
  await citizen.sees('out-of-service');

  await attendant.logsIn();
  await attendant.does('in-service');
  await attendant.does('leave');
  await citizen.sees('attract');
});

test('without the network staff still log in, restart the kiosk, and log in again', async ({ page }) => {
  const citizen = new Citizen(page);
  const attendant = new Attendant(page);
  await page.goto(kiosk.url);
  await citizen.sees('attract');
  await outside.central.faults.offline();
  await attendant.logsIn('staff-maintainer');
  await expect(page.locator('.operator__facts')).toContainText('断开', { timeout: 60_000 });
  const before = kiosk.corePid();
  await attendant.does('restart-app', true);
  await citizen.sees('attract', 30_000);
  expect(kiosk.corePid()).not.toBe(before);
  await attendant.logsIn('staff-maintainer');
  await attendant.does('end-visit', true);
  await attendant.does('leave');
  await outside.central.faults.online();
  await citizen.sees('attract');
});
