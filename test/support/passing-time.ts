import { readFileSync } from 'node:fs';

/**
 * Loaded before the program (`node --import`) in a test that can't wait for a person to walk away: at SIGUSR2 the
 * machine's clock goes on by the milliseconds that `KIOSK_TEST_CLOCK`, a file, names. Timers stay as they are.
 */
const file = process.env.KIOSK_TEST_CLOCK ?? '';
const systemNow = Date.now;
let passed = 0;
Date.now = () => systemNow() + passed;
process.on('SIGUSR2', () => {
  passed = Number(readFileSync(file, 'utf8'));
});
