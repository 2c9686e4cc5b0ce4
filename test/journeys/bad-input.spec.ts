import { expect, test } from '@playwright/test';
import { type KioskProcess, startKiosk } from '../support/kiosk-process.ts';
import { type Outside, startOutside } from '../support/outside.ts';
import { citizenCard } from './support/cards.ts';
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

const toIdentify = async (citizen: Citizen): Promise<void> => {
  await citizen.page.goto(kiosk.url);
  await citizen.arrives();
  await citizen.choose('print');
  await citizen.sees('identify');
};

const leave = async (citizen: Citizen): Promise<void> => {
  outside.reader.liftCard();
  await citizen.does('help');
  await citizen.does('end-session');
  await citizen.takesEverything();
};

const cards = [
  ['a card that can not be read', { ...citizenCard, fails: { at: 'read', sw3: 0x41 } }, '重新放'],
  ['a card with a wrong check digit', { ...citizenCard, number: '110105194912310021' }, '证件'],
  ['a card of a kind that nobody knows', { ...citizenCard, typeFlag: 'Q' }, '证'],
  ['a card that has expired', { ...citizenCard, until: '20240101' }, '有效期'],
] as const;

for (const [what, card, word] of cards) {
  test(`${what} has its message, and the kiosk goes on`, async ({ page }) => {
    const citizen = new Citizen(page);
    await toIdentify(citizen);
    outside.reader.layCard(card);
    await expect(page.locator('[data-advice]')).toContainText(word, { timeout: 20_000 });
    expect(kiosk.errors()).not.toContain(card.number);
    await leave(citizen);
  });
}

test('a ticket printer that answers rubbish is not trusted, and the person is told', async ({ page }) => {
  const citizen = new Citizen(page);
  await page.goto(kiosk.url);
  await citizen.arrives();
  await citizen.choose('ticket');
  await citizen.sees('ticket');
  outside.ticketPrinter.talkRubbish(true);
  await citizen.choose('general');
  await citizen.seesOneOf(['printing', 'trouble']);
  await expect(page.locator('[data-choice="came-out"], [data-screen="trouble"]').first()).toBeVisible({
    timeout: 40_000,
  });
  outside.ticketPrinter.talkRubbish(false);
  if ((await citizen.seesOneOf(['printing', 'trouble'])) === 'printing') {
    await citizen.choose('came-out');
    await citizen.sees('finish');
  }
  await citizen.does('end-session');
  await citizen.sees('attract');
});

test('a catalogue that does not fit is refused whole, and the last good one stays', async ({ page }) => {
  outside.central.faults.answerNext('GET', '/catalog', {
    status: 200,
    headers: { 'content-type': 'application/json', etag: '"bad"' },
    body: { version: 'bad', queues: [{ id: 'x' }], items: [] },
  });
  outside.central.command({ kind: 'refresh-catalog' });
  await expect.poll(() => kiosk.errors(), { timeout: 60_000 }).toContain('catalogue-refused: queues.0');
  const citizen = new Citizen(page);
  await page.goto(kiosk.url);
  await citizen.arrives();
  await citizen.choose('ticket');
  await expect(citizen.choice('general')).toBeVisible();
});
