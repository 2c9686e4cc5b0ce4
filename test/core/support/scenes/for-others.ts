import { atItem, atReceiptWaiting, suppliesPaper } from '../flows.ts';
import { invented, licenceAnswer, principal } from '../people.ts';
import type { Visitor } from '../visitor.ts';

/** Bundles, businesses, agents and regions on each of their screens, and the notice of acceptance. */

type Scenes = Readonly<Record<string, () => Visitor>>;

const laysAnother = (visitor: Visitor): void => {
  visitor.presence('absent');
  visitor.presence('present');
};

const atAgent = (): Visitor => {
  const visitor = atItem('typed-for-another');
  visitor.touch('on-behalf');
  visitor.presence('present');
  visitor.cardReads(principal);
  visitor.centralKnows();
  return visitor;
};

const atBusiness = (): Visitor => {
  const visitor = atItem('business');
  visitor.act('next');
  return visitor;
};

const ofBusiness = (): Visitor => {
  const visitor = atBusiness();
  visitor.scansCode('code-of-a-licence');
  visitor.codeIsOf(licenceAnswer);
  return visitor;
};

const atBundle = (): Visitor => {
  const visitor = atItem('shop');
  visitor.act('next');
  visitor.identifies();
  return visitor;
};

const atBundlePapers = (): Visitor => {
  const visitor = atBundle();
  visitor.type({ firm: '测试面馆', phone: '13800000002' });
  visitor.act('next', 'next');
  visitor.type({ note: '两枚' });
  visitor.act('next');
  return visitor;
};

const atNotice = (): Visitor => {
  const { visitor, id } = atReceiptWaiting();
  visitor.received(id);
  visitor.slipPrinted();
  visitor.act('print');
  return visitor;
};

const done = (visitor: Visitor, ...deeds: readonly ((visitor: Visitor) => void)[]): Visitor => {
  for (const deed of deeds) deed(visitor);
  return visitor;
};

export const forOthers: Scenes = {
  'bundle, told before it begins': () => atItem('shop'),
  'form of a bundle': () => atBundle(),
  'materials of a bundle': () => atBundlePapers(),
  'finish, bundle': () =>
    done(
      atBundlePapers(),
      (visitor) => suppliesPaper(visitor, 'premises'),
      (visitor) => visitor.act('next', 'confirm'),
      (visitor) => visitor.handedIn(),
      (visitor) => visitor.wait(6),
      (visitor) => visitor.slipPrinted(),
    ),
  'licence, asked for': () => atBusiness(),
  'licence, which may be left': () => done(atItem('business-by-agent'), (visitor) => visitor.act('next')),
  'licence, looked up': () => done(atBusiness(), (visitor) => visitor.scansCode('code-of-a-licence')),
  'licence, unknown': () =>
    done(
      atBusiness(),
      (visitor) => visitor.scansCode('something else'),
      (visitor) => visitor.codeIsOf('nobody'),
    ),
  'licence, read': () => ofBusiness(),
  'licence, of somebody else': () =>
    done(
      ofBusiness(),
      laysAnother,
      (visitor) => visitor.cardReads(principal),
      (visitor) => visitor.centralKnows(),
    ),
  'licence, among the papers': () =>
    done(
      ofBusiness(),
      laysAnother,
      (visitor) => visitor.cardReads(invented),
      (visitor) => visitor.centralKnows(),
      (visitor) => visitor.act('next'),
      (visitor) => visitor.touch('licence'),
    ),
  'on behalf, whom for': () => done(atItem('typed-for-another'), (visitor) => visitor.touch('on-behalf')),
  agent: () => atAgent(),
  'agent, reading': () => done(atAgent(), laysAnother),
  'agent, the same card': () => done(atAgent(), laysAnother, (visitor) => visitor.cardReads(principal)),
  'review by an agent': () => done(atAgent(), laysAnother, (visitor) => visitor.cardReads(invented)),
  region: () => done(atItem('regional'), (visitor) => visitor.act('next')),
  'notice, being made': () => atNotice(),
  'notice, being printed': () => done(atNotice(), (visitor) => visitor.noticeMade()),
  'notice, printed': () =>
    done(
      atNotice(),
      (visitor) => visitor.noticeMade(),
      (visitor) => visitor.printed({ ok: true, ledger: { asked: 1, taken: 1, spoiled: 0, unknown: 0 } }),
    ),
  'trouble, a notice owed': () =>
    done(
      atNotice(),
      (visitor) => visitor.noticeMade(),
      (visitor) =>
        visitor.printed({
          ok: false,
          error: { code: 'rejected', detail: 'no', conditions: [{ code: 'paper-jam', severity: 'error' }] },
          ledger: { asked: 1, taken: 0, spoiled: 1, unknown: 0 },
          owed: [1],
        }),
    ),
};
