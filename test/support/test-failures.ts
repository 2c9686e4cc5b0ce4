/** What failed and why, out of the reports of the suites: a log's end is read first, and is often all that is kept of it. */

/** `where` names the file and the test, `why` is the beginning of what it said. */
export type Failure = { readonly where: string; readonly why: string };

const linesKept = 25;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const records = (value: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Colours are for terminals. */
const plain = (value: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what begins a colour
  value.replaceAll(/\u001b\[[0-9;]*m/g, '');
const beginning = (value: string): string => plain(value).split('\n').slice(0, linesKept).join('\n');

/** Vitest's JSON report: each failed test, and each file that could not be loaded. */
export const vitestFailures = (report: unknown): readonly Failure[] =>
  records(isRecord(report) ? report.testResults : undefined).flatMap((file) => {
    const failed = records(file.assertionResults).filter(({ status }) => status === 'failed');
    if (failed.length === 0)
      return file.status === 'failed' ? [{ where: text(file.name), why: beginning(text(file.message)) }] : [];
    return failed.map(({ fullName, failureMessages }) => ({
      where: `${text(file.name)} > ${text(fullName)}`,
      why: beginning(Array.isArray(failureMessages) ? failureMessages.map(text).join('\n') : ''),
    }));
  });

const messages = (errors: unknown): readonly string[] =>
  records(errors).map((error) => text(error.stack) || text(error.message));

const inSuite = (suite: Record<string, unknown>): readonly Failure[] => [
  ...records(suite.specs)
    .filter(({ ok }) => ok === false)
    .map((spec) => ({
      where: `${text(spec.file)}:${spec.line} > ${text(spec.title)}`,
      why: beginning(
        records(spec.tests)
          .flatMap(({ results }) => records(results))
          .flatMap(({ errors }) => messages(errors))
          .join('\n'),
      ),
    })),
  ...records(suite.suites).flatMap(inSuite),
];

/** Playwright's JSON report: each spec that did not go as expected, and what went wrong outside of any. */
export const playwrightFailures = (report: unknown): readonly Failure[] =>
  isRecord(report)
    ? [
        ...records(report.suites).flatMap(inSuite),
        ...messages(report.errors).map((message) => ({
          where: 'outside of any test',
          why: beginning(message),
        })),
      ]
    : [];
