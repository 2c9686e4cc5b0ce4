import { expect, type Locator, type Page } from '@playwright/test';

/** Somebody at the kiosk: sees screens, touches choices and actions, types into fields. */
export class Citizen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  root(): Locator {
    return this.page.locator('[data-screen]').first();
  }

  async sees(screen: string, within = 15_000): Promise<void> {
    await expect(this.root()).toHaveAttribute('data-screen', screen, { timeout: within });
  }

  async seesOneOf(screens: readonly string[], within = 15_000): Promise<string> {
    await expect(this.root()).toHaveAttribute('data-screen', new RegExp(`^(${screens.join('|')})$`), {
      timeout: within,
    });
    return (await this.root().getAttribute('data-screen')) ?? '';
  }

  choice(id: string): Locator {
    return this.page.locator(`[data-choice="${id}"]`).first();
  }

  action(name: string): Locator {
    return this.page.locator(`[data-action="${name}"]`).first();
  }

  async choose(id: string): Promise<void> {
    await expect(this.choice(id)).not.toHaveAttribute('aria-disabled', 'true');
    await this.choice(id).click();
  }

  async does(name: string): Promise<void> {
    await expect(this.action(name)).toBeEnabled({ timeout: 20_000 });
    await this.action(name).click();
  }

  field(id: string): Locator {
    return this.page.locator(`[data-field="${id}"]`).first();
  }

  /** Types with a plugged-in keyboard, replacing what is there. */
  async types(id: string, value: string): Promise<void> {
    const field = this.field(id);
    const input = (await field.evaluate((element) => element.matches('input, textarea')))
      ? field
      : field.locator('input, textarea').first();
    await input.click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(value);
  }

  /** With the finger: down, across, up. */
  async signs(field: string): Promise<void> {
    const box = await this.field(field).locator('svg').first().boundingBox();
    if (box === null) throw new Error('there is nothing to sign on');
    const at = (part: number) => [box.x + box.width * part, box.y + box.height * (0.3 + part / 3)] as const;
    await this.page.mouse.move(...at(0.2));
    await this.page.mouse.down();
    for (const part of [0.4, 0.6, 0.8]) await this.page.mouse.move(...at(part));
    await this.page.mouse.up();
  }

  async picks(field: string, option: string): Promise<void> {
    await this.field(field).locator(`[data-choice="${option}"]`).click();
  }

  /** From the attract screen to the choice of journeys. */
  async arrives(): Promise<void> {
    await this.sees('attract');
    await this.page.mouse.click(400, 900);
    await this.sees('home');
  }

  /** Gives the visit up or ends it, from whatever screen, and takes everything along. */
  async leaves(): Promise<void> {
    if (!(await this.action('end-session').isVisible())) await this.does('help');
    await this.does('end-session');
    await this.takesEverything();
  }

  /** Takes along whatever lies there, and says so unless the kiosk has sensed it. */
  async takesEverything(within = 20_000): Promise<void> {
    const attract = this.page.locator('[data-screen="attract"]');
    const taken = this.page.locator(
      '[data-screen="take-belongings"] [data-action="confirm"]:not([aria-disabled="true"])',
    );
    await expect(attract.or(taken).first()).toBeVisible({ timeout: within });
    // The button goes with its screen as soon as the last thing is sensed to be gone.
    if (await taken.isVisible()) await taken.click({ timeout: 5_000 }).catch(() => undefined);
    await this.sees('attract');
  }

  /** Says nothing for so long that the kiosk asks. A last sign of life may still be on its way when time begins to pass. */
  async isAskedForLife(passes: (milliseconds: number) => void): Promise<void> {
    await expect(async () => {
      passes(301_000);
      await this.sees('idle-warning', 5_000);
    }).toPass({ timeout: 60_000 });
  }

  /** Nor an answer to the question, longer than it stands for anybody: a pause time has jumped over counts as this person's pace. */
  leavesItUnanswered(passes: (milliseconds: number) => void): void {
    passes(91_000);
  }

  async text(): Promise<string> {
    // biome-ignore lint/performance/useDomNodeTextContent: what is drawn, not what is in the markup
    return this.page.locator('body').innerText();
  }
}
