import { expect, it } from 'vitest';
import { playwrightFailures, vitestFailures } from '../support/test-failures.ts';

it('a test that failed is named with its file and the beginning of what it said', () =>
  expect(
    vitestFailures({
      testResults: [
        {
          name: '/a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'stands' },
            {
              status: 'failed',
              fullName: 'falls',
              failureMessages: [
                `\u001b[31mnot so\u001b[39m\n${Array.from({ length: 90 }, (_, at) => `line ${at}`).join('\n')}`,
              ],
            },
          ],
        },
        {
          name: '/b.test.ts',
          status: 'passed',
          assertionResults: [{ status: 'passed', fullName: 'stands' }],
        },
      ],
    }),
  ).toEqual([
    { where: '/a.test.ts > falls', why: expect.stringMatching(/^not so\nline 0\n[\s\S]*line 23$/) },
  ]));

it('a file that could not be loaded is named', () =>
  expect(
    vitestFailures({
      testResults: [
        { name: '/c.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
      ],
    }),
  ).toEqual([{ where: '/c.test.ts', why: 'no such module' }]));

it('a browser test that failed is named wherever it stands, and what went wrong outside of any', () =>
  expect(
    playwrightFailures({
      suites: [
        {
          specs: [],
          suites: [
            {
              specs: [
                { ok: true, file: 'd.spec.ts', line: 3, title: 'stands', tests: [] },
                {
                  ok: false,
                  file: 'd.spec.ts',
                  line: 9,
                  title: 'falls',
                  tests: [{ results: [{ errors: [{ message: 'never came', stack: 'never came\n at d' }] }] }],
                },
              ],
            },
          ],
        },
      ],
      errors: [{ message: 'no browser' }],
    }),
  ).toEqual([
    { where: 'd.spec.ts:9 > falls', why: 'never came\n at d' },
    { where: 'outside of any test', why: 'no browser' },
  ]));

it('without a report there is nothing to name', () => {
  expect(vitestFailures(undefined)).toEqual([]);
  expect(playwrightFailures(undefined)).toEqual([]);
});
