import type { Finding, Health } from './finding.ts';

const marks: Readonly<Record<Health, string>> = {
  well: 'ok',
  warning: 'WATCH',
  fault: 'FAULT',
  unchecked: '-',
};

const nameOf = ({ area, what }: Finding): string => (what === undefined ? area : `${area}: ${what}`);

/** Should a device or a library have repeated one of the kiosk's secrets. What they say of people is nothing. */
const clean = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((left, secret) => (secret === '' ? left : left.replaceAll(secret, '[hidden]')), text);

export const cleanFinding = (finding: Finding, secrets: readonly string[]): Finding => ({
  ...finding,
  says: clean(finding.says, secrets),
  ...(finding.advice === undefined ? {} : { advice: clean(finding.advice, secrets) }),
});

/** Columns: health, what was looked at, what was found; below a finding, what to do. */
export const table = (findings: readonly Finding[]): readonly string[] => {
  const width = Math.max(...findings.map((finding) => nameOf(finding).length));
  return findings.flatMap((finding) => {
    const start = `${marks[finding.health].padEnd(6)}${nameOf(finding).padEnd(width)}  `;
    const advice = finding.advice === undefined ? [] : [`${' '.repeat(start.length)}-> ${finding.advice}`];
    return [start + finding.says, ...advice];
  });
};

export const summary = (findings: readonly Finding[]): string => {
  const count = (health: Health): number => findings.filter((finding) => finding.health === health).length;
  const [faults, warnings, skipped] = [count('fault'), count('warning'), count('unchecked')];
  const rest = skipped === 0 ? '' : ` ${skipped} not checked.`;
  if (faults > 0) return `${faults} ${faults === 1 ? 'fault' : 'faults'}, ${warnings} to watch.${rest}`;
  return `${warnings === 0 ? 'All is well.' : `It works; ${warnings} to watch.`}${rest}`;
};
