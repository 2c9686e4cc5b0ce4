import { type KioskProcess, startKiosk } from '../../support/kiosk-process.ts';
import { type Outside, startBeside, startOutside } from '../../support/outside.ts';
import { citizenCard } from './cards.ts';
import type { Citizen } from './citizen.ts';
import { fillsInHealthStatement } from './health-statement.ts';

/** One kiosk with all its hardware, and the ways through it that several tests begin with. */
export class FaultBench {
  readonly outside: Outside;
  readonly kiosk: KioskProcess;

  private constructor(outside: Outside, kiosk: KioskProcess) {
    this.outside = outside;
    this.kiosk = kiosk;
  }

  /** `options`: another central system than the sample one. */
  static async open(options: Parameters<typeof startOutside>[0] = {}): Promise<FaultBench> {
    const outside = await startOutside(options);
    return new FaultBench(outside, await startKiosk(outside.config));
  }

  /** Another kiosk of the same hall: nothing but the central system is shared. */
  async beside(kioskId: string): Promise<FaultBench> {
    const outside = await startBeside(this.outside, kioskId);
    return new FaultBench(outside, await startKiosk(outside.config));
  }

  async close(): Promise<void> {
    await this.kiosk.stop();
    await this.outside.close();
  }

  async begins(citizen: Citizen, journey: string, language: 'zh-CN' | 'en' = 'zh-CN'): Promise<void> {
    await citizen.page.goto(this.kiosk.url);
    await citizen.arrives();
    if (language !== 'zh-CN') await citizen.does('language');
    await citizen.choose(journey);
  }

  /** Lays the card, and lifts it as soon as the screen after the reading is there. */
  async identifies(citizen: Citizen, next: string, within = 20_000): Promise<void> {
    await citizen.sees('identify');
    this.outside.reader.layCard(citizenCard);
    await citizen.sees(next, within);
    this.outside.reader.liftCard();
  }

  /** Lifts the card, and waits until the kiosk has looked at the empty pad: nobody's hand is faster than that. */
  async liftsTheCard(): Promise<void> {
    const { reader } = this.outside;
    reader.liftCard();
    let looks = 0;
    await new Promise<void>((resolve) => {
      const forget = reader.onCommand((command) => {
        looks += command === '20 01' ? 1 : 0;
        if (looks < 2) return;
        forget();
        resolve();
      });
    });
  }

  /** Home, the certificate of three pages, its preview. */
  async previews(citizen: Citizen, documentId: string): Promise<void> {
    await this.begins(citizen, 'print');
    await this.identifies(citizen, 'documents');
    await citizen.choose(documentId);
    await citizen.sees('preview');
  }

  /** The health statement, filled in, up to its papers. */
  async fillsIn(citizen: Citizen, within = 20_000): Promise<void> {
    await this.begins(citizen, 'apply');
    await fillsInHealthStatement(citizen, this.outside.reader, within);
  }

  /** One clean page, then the read-back. */
  async suppliesThePaper(citizen: Citizen): Promise<void> {
    await citizen.choose('medical-check');
    await citizen.sees('scan');
    this.outside.scanner.feed(1);
    await citizen.does('scan');
    await citizen.does('confirm');
    await citizen.sees('materials');
    await citizen.does('next');
    await citizen.sees('review');
  }
}
