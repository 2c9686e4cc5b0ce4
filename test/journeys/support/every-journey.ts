import { expect, test } from '@playwright/test';
import { citizenCard } from './cards.ts';
import type { Language } from './visit.ts';
import { visitsIn } from './visits.ts';

/** Each journey once in this language, from the attract screen to the end, and what the outside got of it. */
export const everyJourneyIn = (language: Language): void => {
  const here = visitsIn(language);

  test('a ticket with priority is printed, told, and rated', async () => {
    const { bench, visit } = here;
    const { central } = bench.outside;
    await visit.choose('ticket');
    await visit.reads('ticket');
    await visit.choose('elderly');
    await visit.choose('general');
    await visit.reads('finish');
    await central.until(({ tickets }) => tickets.length === 1);
    const [ticket] = central.state.tickets;
    expect(ticket).toMatchObject({ queueId: 'general', priority: 'elderly', onBehalf: false });
    expect(await visit.text()).toContain(ticket?.number);
    expect(visit.slip()).toContain(visit.says('前面等候', 'People ahead'));
    expect(visit.slip()).toContain(ticket?.number);
    expect(visit.slip()).toContain(visit.says('老年人', 'older person'));
    await visit.choose('rate-5');
    await central.until(({ ratings }) => ratings.length === 1);
    expect(central.state.ratings).toMatchObject([{ score: 5, recordId: ticket?.id }]);
  });

  test('an application from the card, with a scanned paper, is received and has its receipt', async () => {
    const { bench, visit } = here;
    const { central } = bench.outside;
    await visit.choose('apply');
    await visit.reads('catalogue');
    await visit.choose('medical-statement');
    await visit.reads('item');
    await visit.does('next');
    await visit.reads('identify');
    await bench.identifies(visit, 'form');
    await visit.reads('form');
    await visit.picks('licenceClass', 'c1');
    await visit.types('checkedOn', '2026-11-20');
    await visit.does('next');
    await expect(visit.field('phone')).toBeVisible();
    await visit.types('phone', '13800000001');
    await visit.does('next');
    await visit.reads('materials');
    await bench.suppliesThePaper(visit);
    await visit.reads('review');
    await visit.does('confirm');
    await visit.reads('finish');
    await central.until(({ submissions }) => submissions.length === 1);
    const [submission] = central.state.submissions;
    expect(submission).toMatchObject({
      itemId: 'medical-statement',
      applicant: { idNumber: citizenCard.number, source: 'card' },
      form: { licenceClass: 'c1', checkedOn: '2026-11-20', phone: '13800000001' },
    });
    expect([...central.state.files.values()]).toMatchObject([{ complete: true }]);
    expect(visit.slip()).toContain(visit.says('办理回执', 'Receipt'));
    expect(visit.slip()).toContain(visit.says('政务系统已收到', 'Received by the central system'));
    expect(visit.slip()).toContain(submission?.receiptNumber);
    expect(visit.slip()).not.toContain(citizenCard.number);
  });

  test('an application of somebody who types name and number is received', async () => {
    const { bench, visit } = here;
    const { central } = bench.outside;
    const before = central.state.submissions.length;
    await visit.choose('apply');
    await visit.choose('vehicle-contact-change');
    await visit.does('next');
    await visit.reads('identify');
    await visit.types('name', '测试小雨');
    await visit.types('idNumber', '33010619980516002X');
    await visit.does('next');
    await visit.reads('form');
    await visit.types('plateNumber', '浙A00T01');
    await visit.page.keyboard.press('Enter');
    await expect(visit.field('address')).toBeVisible();
    await visit.types('phone', '13900000099');
    await visit.types('address', '杭州市西湖区测试路9号');
    await visit.page.keyboard.press('Enter');
    await visit.reads('review');
    await visit.does('confirm');
    await visit.reads('finish');
    await central.until(({ submissions }) => submissions.length > before);
    expect(central.state.submissions.at(-1)).toMatchObject({
      itemId: 'vehicle-contact-change',
      applicant: { idNumber: '33010619980516002X', source: 'typed' },
    });
    expect(visit.slip()).toContain(central.state.submissions.at(-1)?.receiptNumber);
  });

  test('a certificate is shown, printed, and its sheets are told', async () => {
    const { bench, visit } = here;
    const { central, documentPrinter } = bench.outside;
    await visit.choose('print');
    await bench.identifies(visit, 'documents');
    await visit.reads('documents');
    await visit.choose('doc-household-1p');
    await visit.reads('preview');
    await visit.does('print');
    await visit.reads('finish');
    expect(documentPrinter.finished).toMatchObject([{ state: 'completed', pages: [1], sheets: 1 }]);
    await central.until(({ prints }) => prints.length === 1);
    expect(central.state.prints).toMatchObject([
      { documentId: 'doc-household-1p', outcome: 'printed', sheets: { taken: 1, spoiled: 0, unknown: 0 } },
    ]);
  });

  test('a paper that an earlier application lacks is scanned and added to it', async () => {
    const { bench, visit } = here;
    const { central, scanner } = bench.outside;
    const before = central.state.files.size;
    await visit.choose('scan');
    await bench.identifies(visit, 'progress');
    await visit.reads('progress');
    await visit.choose('HZ202611180007');
    await visit.reads('materials');
    await visit.choose('proof-of-work');
    await visit.reads('scan');
    scanner.feed(1);
    await visit.does('scan');
    await visit.does('confirm');
    await visit.reads('materials');
    await visit.does('next');
    await visit.reads('finish');
    await central.until(({ supplements }) => supplements.length === 1);
    expect(central.state.supplements).toMatchObject([
      { receiptNumber: 'HZ202611180007', materials: [{ materialId: 'proof-of-work' }] },
    ]);
    expect(central.state.files.size).toBe(before + 1);
  });

  test('how an application stands is told to whom it belongs', async () => {
    const { bench, visit } = here;
    await visit.choose('progress');
    await bench.identifies(visit, 'progress');
    await visit.reads('progress');
    expect(await visit.text()).toContain('HZ202610120031');
    expect(await visit.text()).not.toContain(citizenCard.number);
  });

  test("what can't be got done is told with the screen it was about", async () => {
    const { bench, visit } = here;
    const { central } = bench.outside;
    await visit.choose('apply');
    await visit.choose('residence-permit');
    await visit.reads('item');
    await visit.does('help');
    await visit.does('report');
    await visit.reads('report');
    await visit.types('text', visit.says('等了很久', 'I waited very long'));
    await visit.types('contact', '13900000098');
    await visit.does('confirm');
    await visit.reads('finish');
    await central.until(({ reports }) => reports.length === 1);
    expect(central.state.reports).toMatchObject([
      {
        screen: 'item',
        itemId: 'residence-permit',
        text: visit.says('等了很久', 'I waited very long'),
        contact: '13900000098',
      },
    ]);
  });

  test('the points nearby tell where, when, and how far', async () => {
    const { visit } = here;
    await visit.choose('nearby');
    await visit.reads('nearby');
    const first = visit.page.locator('main [data-choice]').first();
    await first.click();
    await expect(visit.page.locator('main')).toContainText(visit.says('开放时间', 'Opening hours'));
  });

  test('a guide leads through its steps and back to the matter', async () => {
    const { visit } = here;
    await visit.choose('apply');
    await visit.choose('pension-qualification');
    await visit.reads('item');
    await visit.page.getByRole('button', { name: visit.says('一步步教我', 'Show me how') }).click();
    await visit.reads('guide');
    await visit.does('next');
    await visit.page.keyboard.press('Enter');
    await visit.reads('item');
  });

  test('a person of the hall is called, and comes to this screen', async () => {
    const { bench, visit } = here;
    const { central } = bench.outside;
    await visit.choose('apply');
    await visit.reads('catalogue');
    await visit.does('help');
    await visit.does('call-staff');
    await visit.reads('call');
    await central.until(({ calls }) => calls.length === 1);
    expect(central.state.calls).toMatchObject([{ reason: 'citizen', screen: 'catalogue' }]);
  });

  test('who walks away in the middle goes on with slip and card, and only then', async () => {
    const { bench } = here;
    let { visit } = here;
    await visit.choose('apply');
    await visit.choose('medical-statement');
    await visit.does('next');
    await bench.identifies(visit, 'form');
    await visit.picks('licenceClass', 'c1');
    await visit.types('checkedOn', '2026-11-19');
    await visit.walksAway();
    const slip = visit.slip();
    expect(slip).toContain(visit.says('继续办理单', 'Continue later'));
    for (const secret of [citizenCard.name, citizenCard.number]) expect(slip).not.toContain(secret);
    const code = visit.codeOnTheSlip();

    visit = await here.anotherComes();
    await visit.choose('resume');
    await visit.reads('resume');
    await visit.types('code', code);
    await visit.page.keyboard.press('Enter');
    await bench.identifies(visit, 'materials');
    await visit.reads('materials');
    await bench.suppliesThePaper(visit);
    await visit.does('confirm');
    await visit.reads('finish');
    const { central } = bench.outside;
    await central.until(({ submissions }) =>
      submissions.some(({ form }) => form.checkedOn === '2026-11-19' && form.licenceClass === 'c1'),
    );
    await central.until(({ drafts }) => [...drafts.values()].every(({ closed }) => closed));
  });
};
