import { Screen, type ScreenName } from '../../electron/contract/screens.ts';
import { Settings, Snapshot } from '../../electron/contract/snapshot.ts';
import { asking } from './fixtures/asking.ts';
import { finding } from './fixtures/finding.ts';
import { finishing } from './fixtures/finishing.ts';
import { opening } from './fixtures/opening.ts';
import { operating } from './fixtures/operating.ts';
import { papers } from './fixtures/papers.ts';
import { printing } from './fixtures/printing.ts';

/** A screen to look at, under a name: the screen's own, or `<screen>.<variant>`. All people are invented. */
export type Fixture = {
  screen: Screen;
  steps?: Snapshot['steps'];
  person?: Snapshot['person'];
  canGoBack?: boolean;
  busy?: boolean;
};

export const fixtures: Readonly<Record<string, Fixture>> = {
  ...opening,
  ...finding,
  ...asking,
  ...papers,
  ...printing,
  ...finishing,
  ...operating,
};

export const fixtureNames = Object.keys(fixtures);

export const screenNames: ScreenName[] = Screen.options.map((option) => option.shape.name.value);

export const defaults: Settings = { language: 'zh-CN', textSize: 100, contrast: 'standard', lowReach: false };

/** The whole snapshot around a fixture, as the contract wants it. */
export const snapshotOf = (name: string, settings: Partial<Settings> = {}): Snapshot => {
  const fixture = fixtures[name];
  if (!fixture) throw new Error(`no fixture is called ${name}`);
  return Snapshot.parse({
    version: 1,
    screenId: 1,
    kioskId: 'HZ-XH-0012',
    hall: '西湖区政务服务中心',
    timezone: 'Asia/Shanghai',
    languages: ['zh-CN', 'en'],
    settings: Settings.parse({ ...defaults, ...settings }),
    busy: fixture.busy ?? false,
    canGoBack: fixture.canGoBack ?? true,
    simulated: true,
    ...(fixture.steps ? { steps: fixture.steps } : {}),
    ...(fixture.person ? { person: fixture.person } : {}),
    screen: fixture.screen,
  });
};
