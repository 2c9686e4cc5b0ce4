import { expect, type Locator, type Page } from '@playwright/test';
import { Citizen } from './citizen.ts';

/** Invented staff of the stand-in central system, and the PINs that its README names. */
export const pins = {
  'staff-attendant': '135790',
  'staff-supervisor': '246801',
  'staff-maintainer': '975310',
} as const;

export type StaffId = keyof typeof pins;

/** Somebody of the hall: knows the four corners and has a PIN. */
export class Attendant {
  readonly page: Page;
  readonly #eyes: Citizen;

  constructor(page: Page) {
    this.page = page;
    this.#eyes = new Citizen(page);
  }

  /** Top left, top right, bottom right, bottom left. */
  async touchesTheCorners(): Promise<void> {
    const { width, height } = this.page.viewportSize() ?? { width: 0, height: 0 };
    await this.page.mouse.click(20, 20);
    await this.page.mouse.click(width - 20, 20);
    await this.page.mouse.click(width - 20, height - 20);
    await this.page.mouse.click(20, height - 20);
    await this.#eyes.sees('staff-login');
  }

  async enters(who: StaffId, pin: string): Promise<void> {
    await this.#eyes.choose(who);
    await this.page.locator('[data-field="pin"]').fill(pin);
    await this.page.keyboard.press('Enter');
  }

  async logsIn(who: StaffId = 'staff-attendant'): Promise<void> {
    await this.touchesTheCorners();
    await this.enters(who, pins[who]);
    await this.#eyes.sees('staff');
  }

  /** What interrupts somebody is touched twice. */
  async does(action: string, sure = false): Promise<void> {
    await this.#eyes.does(action);
    if (!sure) return;
    await expect(this.#eyes.action(action)).toHaveAttribute('data-asked', 'true');
    await this.#eyes.does(action);
  }

  /** A line of the table of devices. */
  device(role: string): Locator {
    return this.page.locator(`tr[data-role="${role}"]`);
  }
}
