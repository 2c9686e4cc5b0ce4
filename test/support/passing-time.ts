import { readFileSync } from 'node:fs';

/**
 * Loaded before the program (`node --import`) in a test that can't wait for a person to walk away: at SIGUSR2 so much time
 * has passed, by the computer's clock and by the steady one, as `KIOSK_TEST_CLOCK`, a file, names in milliseconds. Timers
 * stay as they are.
 */
const file = process.env.KIOSK_TEST_CLOCK ?? '';
const systemNow = Date.now;
const steadyNow = performance.now.bind(performance);
let passed = 0;
Date.now = () => systemNow() + passed;
performance.now = () => steadyNow() + passed;
process.on('SIGUSR2', () => {
  passed = Number(readFileSync(file, 'utf8'));
});
