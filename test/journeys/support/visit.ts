import { expect, type Page } from '@playwright/test';
import { Citizen } from './citizen.ts';
import type { FaultBench } from './fault-bench.ts';

export type Language = 'zh-CN' | 'en';
export const languages: readonly Language[] = ['zh-CN', 'en'];

/** Of two wordings the one of this language. */
export const wording =
  (language: Language) =>
  (chinese: string, english: string): string =>
    language === 'zh-CN' ? chinese : english;

/** One person's visit in their language, from the attract screen on. */
export class Visit extends Citizen {
  readonly bench: FaultBench;
  readonly language: Language;

  private constructor(page: Page, bench: FaultBench, language: Language) {
    super(page);
    this.bench = bench;
    this.language = language;
  }

  static async begin(page: Page, bench: FaultBench, language: Language): Promise<Visit> {
    const visit = new Visit(page, bench, language);
    await page.goto(bench.kiosk.url);
    await visit.arrives();
    if (language !== 'zh-CN') await visit.does('language');
    await visit.reads('home');
    return visit;
  }

  /** This screen, and its title in this person's language. */
  async reads(screen: string, within = 20_000): Promise<void> {
    await this.sees(screen, within);
    await expect(this.root()).toHaveAttribute('data-language', this.language);
    const title = this.page.getByRole('heading', { level: 1 });
    await expect(title).toHaveText(this.language === 'zh-CN' ? /\p{Script=Han}/u : /^\P{Script=Han}+$/u);
  }

  /** Of two wordings the one of this language. */
  says(chinese: string, english: string): string {
    return wording(this.language)(chinese, english);
  }

  /** What the newest slip says. */
  slip(): string {
    return this.bench.outside.ticketPrinter.slips.at(-1)?.text.join('\n') ?? '';
  }

  /** The code that opens a draft again, as it stands on the slip. */
  codeOnTheSlip(): string {
    return (
      /(?:[0-9A-Z]{4}-){6}[0-9A-Z]{2}/.exec(this.slip().replaceAll('\n', ''))?.[0] ?? 'no code on the slip'
    );
  }

  /** So long that the kiosk takes this person for gone: the warning, the end, and whatever lies there is taken along. */
  async walksAway(): Promise<void> {
    const passes = (milliseconds: number): void => this.bench.kiosk.passes(milliseconds);
    await this.isAskedForLife(passes);
    await this.reads('idle-warning');
    this.leavesItUnanswered(passes);
    await this.takesEverything();
  }
}
