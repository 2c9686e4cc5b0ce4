import { expect, test } from '@playwright/test';
import { FaultBench } from './fault-bench.ts';
import { type Language, Visit } from './visit.ts';

/** The tests of one block: one kiosk with all its hardware, and before each test somebody who has come to it. */
export type Visits = {
  readonly bench: FaultBench;
  /** Whoever stands there now. */
  readonly visit: Visit;
  /** The next person (or the same one again): a visit of its own. */
  anotherComes(): Promise<Visit>;
};

/** In this language. Whoever comes leaves again, whatever happened; then no fault is armed, and the next one finds Chinese. */
export const visitsIn = (language: Language): Visits => {
  let bench: FaultBench;
  let visit: Visit;
  test.beforeAll(async () => {
    bench = await FaultBench.open();
  });
  test.afterAll(async () => {
    expect(bench.outside.central.state.violations).toEqual([]);
    await bench.close();
  });
  test.beforeEach(async ({ page }) => {
    visit = await Visit.begin(page, bench, language);
  });
  test.afterEach(async () => {
    bench.outside.central.faults.clear();
    await bench.outside.central.faults.online();
    await visit.leaves();
    await expect(visit.root()).toHaveAttribute('data-language', 'zh-CN');
  });
  return {
    get bench() {
      return bench;
    },
    get visit() {
      return visit;
    },
    anotherComes: async () => {
      visit = await Visit.begin(visit.page, bench, language);
      return visit;
    },
  };
};
