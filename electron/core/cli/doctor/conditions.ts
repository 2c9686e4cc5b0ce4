import type { Condition, ConditionCode, DeviceStatus, Link } from '../../../../devices/device.ts';

type Words = { readonly says: string; readonly advice: string };

/** Each condition as one would say it, and what to do. */
const conditions: Readonly<Record<ConditionCode, Words>> = {
  'paper-low': { says: 'Its paper is running low.', advice: 'Have paper ready.' },
  'paper-out': { says: 'It is out of paper.', advice: 'Load paper.' },
  'paper-jam': { says: 'Paper is jammed in it.', advice: 'Open the cover, take the paper out, close it.' },
  'cover-open': { says: 'Its cover is open.', advice: 'Close the cover.' },
  'door-open': { says: 'Its door is open.', advice: 'Close the door.' },
  'tray-missing': { says: 'Its paper tray is not in.', advice: 'Push the tray in as far as it goes.' },
  'output-full': { says: 'Its output tray is full.', advice: 'Empty the output tray.' },
  'toner-low': { says: 'Its toner is running low.', advice: 'Have toner ready.' },
  'toner-empty': { says: 'It is out of toner.', advice: 'Change the toner.' },
  'cutter-error': { says: 'Its cutter is stuck.', advice: 'Switch it off, clear the cutter, switch it on.' },
  overheated: { says: 'It is too hot.', advice: 'Let it cool; see that its vents are free.' },
  offline: { says: 'It was taken offline.', advice: 'Switch it online at its panel.' },
  paused: { says: 'It is paused.', advice: 'Let it go on, at its panel or at the print server.' },
  'card-left': { says: 'A card lies on it.', advice: 'Take the card off; hand it in at the desk.' },
  'original-left': { says: 'A paper lies in it.', advice: 'Take the paper out; hand it in at the desk.' },
  'paper-left': {
    says: 'A printed sheet lies in its slot.',
    advice: 'Take the sheet out; hand it in at the desk.',
  },
  'feeder-empty': { says: 'Its feeder is empty.', advice: 'Nothing: papers are put in when one scans.' },
  'out-of-order': {
    says: 'It reports a fault of its own.',
    advice: 'Switch it off and on; else call service.',
  },
  garbled: { says: 'What it answers makes no sense.', advice: 'Check cable, speed and driver.' },
  other: { says: 'It reports something else.', advice: 'See its panel; if in doubt, call service.' },
};

const links: Readonly<Record<Link, Words>> = {
  ready: { says: 'It is ready.', advice: 'Nothing.' },
  busy: { says: 'It is at work.', advice: 'Nothing.' },
  connecting: {
    says: 'It has not answered within 10 seconds.',
    advice: 'Check that it is switched on, its cable, and its address in the configuration.',
  },
  absent: {
    says: 'Nothing answers there.',
    advice: 'Check that it is switched on, its cable, and its address in the configuration.',
  },
  faulted: { says: 'It answers, but can not work.', advice: 'Switch it off and on; else call service.' },
};

const withDetail = ({ says }: Words, detail: string | undefined): string =>
  detail === undefined ? says : `${says.replace(/\.$/, '')} (${detail}).`;

const rank = ({ severity }: Condition): number => ['error', 'warning', 'report'].indexOf(severity);

/** Said of the lesser, the greater would be said twice. */
const greater: Readonly<Partial<Record<ConditionCode, ConditionCode>>> = {
  'paper-low': 'paper-out',
  'toner-low': 'toner-empty',
};

const worthSaying = ({ conditions: all }: DeviceStatus): readonly Condition[] => {
  const present = new Set<ConditionCode | undefined>(all.map(({ code }) => code));
  return all
    .filter(({ severity, code }) => severity !== 'report' && !present.has(greater[code]))
    .sort((a, b) => rank(a) - rank(b));
};

/** Link and conditions as sentences, the gravest first. The device's own words stand in brackets. */
export const statusInWords = (status: DeviceStatus): { readonly says: string; readonly advice?: string } => {
  const grave = worthSaying(status);
  const linkMatters = grave.length === 0 || !(status.link === 'ready' || status.link === 'busy');
  const said = [
    ...(linkMatters ? [withDetail(links[status.link], status.detail)] : []),
    ...grave.map(({ code, detail }) => withDetail(conditions[code], detail)),
  ];
  const advice = [
    ...(grave.length === 0 ? [links[status.link].advice] : []),
    ...grave.map(({ code }) => conditions[code].advice),
  ].filter((text) => text !== 'Nothing.');
  return {
    says: said.join(' '),
    ...(advice.length === 0 ? {} : { advice: [...new Set(advice)].join(' ') }),
  };
};
