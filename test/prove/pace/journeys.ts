import { licenceAnswer } from '../../core/support/people.ts';
import type { Visitor } from '../../core/support/visitor.ts';

/**
 * Every journey as the steps of a person of average speed: how long they are quiet, and then what they do; and the time that
 * devices and the network take. Seconds after Card, Moran and Newell's keystroke-level model: 1.35 s of thought before a
 * deed, 0.6 s a key of somebody who looks for each, and reading at four Chinese characters a second.
 */
export type Step =
  | { readonly who: 'person'; readonly seconds: number; readonly deed: (visitor: Visitor) => void }
  /** So many keys are touched, one after the other; then the field holds it. */
  | { readonly who: 'typist'; readonly keys: number; readonly deed: (visitor: Visitor) => void }
  | { readonly who: 'machine'; readonly seconds: number; readonly deed: (visitor: Visitor) => void };

type Deed = (visitor: Visitor) => void;

/** Looks, finds it, touches it. */
const touch = (deed: Deed): Step => ({ who: 'person', seconds: 4, deed });
/** A screen with something to be understood first. */
const read = (deed: Deed): Step => ({ who: 'person', seconds: 9, deed });
/** The hands are busy: a card out of the purse, a paper on the glass. */
const fetch = (deed: Deed): Step => ({ who: 'person', seconds: 8, deed });
const type = (keys: number, deed: Deed): Step => ({ who: 'typist', keys, deed });
const machine = (seconds: number, deed: Deed): Step => ({ who: 'machine', seconds, deed });

const choose = (...ids: readonly string[]): Step[] => ids.map((id) => touch((visitor) => visitor.touch(id)));

/** Lays the card; it is read and looked up. */
const identify: readonly Step[] = [
  fetch((visitor) => visitor.presence('present')),
  machine(2, (visitor) => visitor.cardReads()),
  machine(1, (visitor) => visitor.centralKnows()),
];

const scan = (material: string, pages = 1): readonly Step[] => [
  read((visitor) => visitor.touch(material)),
  fetch((visitor) => visitor.act('scan')),
  machine(6 * pages, (visitor) =>
    visitor.scanned(Array.from({ length: pages }, (_, index) => `${material}-${index}`)),
  ),
  read((visitor) => visitor.act('confirm')),
  machine(1, (visitor) => visitor.joined(`pdf-${material}`)),
];

const handIn: readonly Step[] = [
  { who: 'person', seconds: 20, deed: (visitor) => visitor.act('confirm') },
  machine(1, (visitor) => visitor.received(visitor.handedIn())),
  machine(4, (visitor) => visitor.slipPrinted()),
];

const leave: readonly Step[] = [read((visitor) => visitor.act('end-session'))];

/** Answers of several records come one by one; what waits no longer is not waited for. */
const handInSeveral: readonly Step[] = [
  { who: 'person', seconds: 20, deed: (visitor) => visitor.act('confirm') },
  machine(1, (visitor) => void visitor.handedIn()),
  machine(6, () => undefined),
  machine(4, (visitor) => visitor.slipPrinted()),
];

export const journeys: Readonly<Record<string, readonly Step[]>> = {
  ticket: [
    ...choose('ticket', 'general'),
    machine(1, (visitor) => visitor.ticketIssued()),
    machine(4, (visitor) => visitor.slipPrinted()),
    ...leave,
  ],
  'ticket with a card, on behalf, with priority': [
    ...choose('ticket', 'elderly', 'on-behalf', 'insurance'),
    ...identify,
    machine(1, (visitor) => visitor.ticketIssued('B001')),
    machine(4, (visitor) => visitor.slipPrinted()),
    ...choose('rate-5'),
    ...leave,
  ],
  apply: [
    ...choose('apply', 'people', 'residence'),
    { who: 'person', seconds: 25, deed: (visitor) => visitor.act('next') },
    ...identify,
    type(12, (visitor) => visitor.type({ address: '样例路1号' })),
    touch((visitor) => visitor.type({ moved: true })),
    type(10, (visitor) => visitor.type({ movedOn: '2026-05-01' })),
    touch((visitor) => visitor.act('next')),
    type(24, (visitor) => visitor.type({ employer: '杭州某公司' })),
    touch((visitor) => visitor.act('next')),
    read((visitor) => visitor.act('next')),
    ...scan('photo', 2),
    ...scan('old-lease'),
    read((visitor) => visitor.act('next')),
    ...handIn,
    ...leave,
  ],
  'apply, typed': [
    ...choose('apply', 'typed'),
    read((visitor) => visitor.act('next')),
    type(6, (visitor) => visitor.type({ name: '测试样例' })),
    type(18, (visitor) => visitor.type({ idNumber: '11010519491231002X' })),
    touch((visitor) => visitor.act('next')),
    machine(5, (visitor) => visitor.centralFails()),
    type(30, (visitor) => visitor.type({ note: '说明' })),
    touch((visitor) => visitor.act('next')),
    ...handIn,
    ...leave,
  ],
  'apply for a business': [
    ...choose('apply', 'business'),
    read((visitor) => visitor.act('next')),
    fetch((visitor) => visitor.scansCode('code-of-a-licence')),
    machine(2, (visitor) => visitor.codeIsOf(licenceAnswer)),
  ],
  bundle: [
    ...choose('apply', 'shop'),
    { who: 'person', seconds: 25, deed: (visitor) => visitor.act('next') },
    ...identify,
    type(12, (visitor) => visitor.type({ firm: '测试面馆' })),
    type(11, (visitor) => visitor.type({ phone: '13800000002' })),
    touch((visitor) => visitor.act('next')),
    touch((visitor) => visitor.act('next')),
    type(8, (visitor) => visitor.type({ note: '两枚' })),
    touch((visitor) => visitor.act('next')),
    ...scan('premises', 2),
    read((visitor) => visitor.act('next')),
    ...handInSeveral,
    ...leave,
  ],
  print: [
    ...choose('print'),
    ...identify,
    read((visitor) => visitor.touch('doc-3p')),
    machine(3, (visitor) => visitor.documentComes()),
    { who: 'person', seconds: 20, deed: (visitor) => visitor.act('print') },
    machine(9, (visitor) =>
      visitor.printed({ ok: true, ledger: { asked: 3, taken: 3, spoiled: 0, unknown: 0 } }),
    ),
    ...leave,
  ],
  'supply papers': [
    ...choose('scan'),
    ...identify,
    read((visitor) => visitor.touch('R-1')),
    ...scan('lease'),
    read((visitor) => visitor.act('next')),
    machine(1, (visitor) => void visitor.saved('save-supplement')),
    ...leave,
  ],
  progress: [...choose('progress'), ...identify, read((visitor) => visitor.act('end-session'))],
  'can’t get it done': [
    ...choose('apply', 'residence'),
    touch((visitor) => visitor.act('report')),
    type(40, (visitor) => visitor.type({ text: '没有说要带什么' })),
    touch((visitor) => visitor.act('confirm')),
    machine(1, (visitor) => void visitor.saved('save-report')),
    ...leave,
  ],
  nearby: [
    ...choose('nearby', 'street-office'),
    { who: 'person', seconds: 20, deed: (visitor) => visitor.act('home') },
  ],
  guide: [
    ...choose('apply', 'guided', 'guide'),
    { who: 'person', seconds: 20, deed: (visitor) => visitor.act('next') },
    { who: 'person', seconds: 20, deed: (visitor) => visitor.act('back') },
  ],
  'call a person': [
    touch((visitor) => visitor.act('call-staff')),
    machine(1, (visitor) => void visitor.saved('save-call')),
    { who: 'person', seconds: 20, deed: (visitor) => visitor.act('back') },
  ],
  resume: [
    ...choose('resume'),
    type(26, (visitor) => visitor.type({ code: 'ABCD-EFGH' })),
    touch((visitor) => visitor.act('next')),
    machine(2, (visitor) => {
      const { ref } = visitor.take('find-draft');
      const draft = { id: 'draft-1', sealed: 'sealed', alg: 'aes-256-gcm' };
      visitor.tell({ kind: 'draft-found', ref, outcome: { ok: true, draft } });
    }),
    ...identify,
    machine(1, (visitor) => {
      const { ref } = visitor.take('unseal-draft');
      const values = { address: '样例路1号', moved: false, phone: '13800000001' };
      visitor.tell({
        kind: 'draft-unsealed',
        ref,
        outcome: { ok: true, itemId: 'residence', onBehalf: false, values, papers: [] },
      });
    }),
    ...scan('photo', 1),
    read((visitor) => visitor.act('next')),
    ...handIn,
    ...leave,
  ],
};
