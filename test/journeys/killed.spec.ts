import { expect, test } from '@playwright/test';
import { startKiosk } from '../support/kiosk-process.ts';
import { startOutside } from '../support/outside.ts';
import { Citizen } from './support/citizen.ts';

test('whenever the core is killed, no ticket number is given twice and no acknowledged ticket is lost', async ({
  page,
}) => {
  const outside = await startOutside();
  const kiosk = await startKiosk(outside.config);
  try {
    const citizen = new Citizen(page);
    await page.goto(kiosk.url);
    const numbers: string[] = [];
    for (const round of [0, 1, 2]) {
      await citizen.arrives();
      await citizen.choose('ticket');
      await citizen.choose('general');
      // Killed as soon as the number stands on the screen, or while its slip is being printed.
      if (round !== 1) await citizen.sees('finish');
      else await citizen.seesOneOf(['printing', 'finish']);
      const number = /A\d{3,}/.exec(await citizen.text())?.[0];
      if (number !== undefined) numbers.push(number);
      process.kill(kiosk.corePid(), 'SIGKILL');
      await citizen.sees('attract', 30_000);
    }
    expect(new Set(numbers).size).toBe(numbers.length);
    await outside.central.until(({ tickets }) =>
      numbers.every((number) => tickets.some((ticket) => ticket.number === number)),
    );
    const arrived = outside.central.state.tickets.map(({ number }) => number);
    expect(new Set(arrived).size).toBe(arrived.length);
    expect(outside.central.state.violations).toEqual([]);
    const printed = outside.ticketPrinter.slips.flatMap(
      (slip) => /A\d{3,}/.exec(slip.text.join('\n'))?.[0] ?? [],
    );
    expect(new Set(printed).size).toBe(printed.length);
  } finally {
    await kiosk.stop();
    await outside.close();
  }
});
