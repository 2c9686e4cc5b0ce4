import { defineConfig } from '@playwright/test';

/** Browser tests: a whole kiosk as a process, a real Chromium, nothing repeated until it passes. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: 'test',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: process.env.KIOSK_PLAYWRIGHT_JSON
    ? [['list'], ['json', { outputFile: process.env.KIOSK_PLAYWRIGHT_JSON }]]
    : [['list']],
  use: {
    trace: 'off',
    viewport: { width: 1080, height: 1920 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: {
      executablePath: process.env.KIOSK_CHROMIUM ?? '/usr/bin/chromium',
      args: [...quiet, ...asRoot],
    },
  },
});
