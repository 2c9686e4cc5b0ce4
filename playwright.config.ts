import { defineConfig } from '@playwright/test';

/** Browser tests: a whole kiosk as a process, a real Chromium, nothing repeated until it passes. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Without a graphics card, drawing on one is only pretended, and slowly.
  '--disable-gpu',
  '--disable-gpu-rasterization',
];
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  testDir: 'test',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // Each file has a kiosk and simulators of its own, at free ports. Most of a visit is waiting for devices.
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: process.env.KIOSK_PLAYWRIGHT_JSON
    ? [['list'], ['json', { outputFile: process.env.KIOSK_PLAYWRIGHT_JSON }]]
    : [['list']],
  use: {
    trace: 'off',
    actionTimeout: 30_000,
    viewport: { width: 1080, height: 1920 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.KIOSK_CHROMIUM ?? '/usr/bin/chromium',
      args: [...quiet, ...asRoot],
    },
  },
});
