import { expect, test } from '@playwright/test';
import { startKiosk } from '../support/kiosk-process.ts';
import { startOutside } from '../support/outside.ts';
import { citizenCard } from './support/cards.ts';
import { Citizen } from './support/citizen.ts';

test('without the central system a person still gets the ticket and a receipt that says "saved here", and everything arrives once', async ({
  page,
}) => {
  const outside = await startOutside();
  const kiosk = await startKiosk(outside.config);
  try {
    await outside.central.faults.offline();
    const citizen = new Citizen(page);
    await page.goto(kiosk.url);
    await citizen.arrives();

    await citizen.choose('ticket');
    await citizen.choose('general');
    await citizen.sees('finish');
    await citizen.does('home');

    await citizen.choose('apply');
    await citizen.choose('fund-account-transfer');
    await citizen.sees('item');
    await citizen.does('next');
    await citizen.sees('identify');
    outside.reader.layCard(citizenCard);
    await citizen.sees('form', 20_000);
    outside.reader.liftCard();
    // Done here, not in another province.
    await citizen.does('next');
    await expect(citizen.field('fromCentre')).toBeVisible();
    await citizen.types('fromCentre', '苏州市住房公积金管理中心');
    await citizen.types('housingFundAccount', 'SZ00012345');
    await citizen.does('next');
    await citizen.types('phone', '13800000001');
    await citizen.does('next');
    if ((await citizen.seesOneOf(['materials', 'review'])) === 'materials') await citizen.does('next');
    await citizen.sees('review');
    await citizen.does('confirm');
    await citizen.sees('finish', 20_000);
    const receipt = outside.ticketPrinter.slips.at(-1)?.text.join('\n') ?? '';
    expect(receipt).toContain('已保存在本机');
    await citizen.does('home');
    await expect(citizen.choice('print')).toHaveAttribute('aria-disabled', 'true');
    await expect(citizen.choice('progress')).toHaveAttribute('aria-disabled', 'true');

    await outside.central.faults.online();
    await outside.central.until(
      ({ submissions, tickets }) => submissions.length === 1 && tickets.length === 1,
    );
    expect(outside.central.state.violations).toEqual([]);
  } finally {
    await kiosk.stop();
    await outside.close();
  }
});
