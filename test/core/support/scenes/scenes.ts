import {
  atDocumentPrinting,
  atDocuments,
  atForm,
  atItem,
  atMaterials,
  atReceiptWaiting,
  atReview,
  atSupplement,
  atTicketSlip,
  suppliesPaper,
  typesIdentity,
} from '../flows.ts';
import { attendant } from '../people.ts';
import { Visitor } from '../visitor.ts';
import { forOthers } from './for-others.ts';

/** One citizen on each screen of the product, in each of its states: where walks and proofs begin. */
export type Scenes = Readonly<Record<string, () => Visitor>>;

const then = (visitor: Visitor, deed: (visitor: Visitor) => void): Visitor => {
  deed(visitor);
  return visitor;
};
const home = (deed: (visitor: Visitor) => void): Visitor => then(Visitor.atHome(), deed);

const arriving: Scenes = {
  attract: () => Visitor.atAttract(),
  'out of service': () =>
    then(Visitor.atAttract(), (visitor) => visitor.tell({ kind: 'out-of-service', by: 'staff' })),
  home: () => Visitor.atHome(),
  'home, known': () => then(atDocuments(), (visitor) => visitor.act('home')),
  ticket: () => home((visitor) => visitor.touch('ticket')),
  'ticket, with priority': () => home((visitor) => visitor.touch('ticket', 'elderly', 'on-behalf')),
  'ticket, an appointment spoken of': () => home((visitor) => visitor.touch('ticket', 'appointment')),
  'ticket, an appointment found': () =>
    home((visitor) => {
      visitor.touch('ticket', 'appointment');
      visitor.act('next');
      visitor.identifies();
    }),
  nearby: () => home((visitor) => visitor.touch('nearby')),
  'nearby, a point open': () => home((visitor) => visitor.touch('nearby', 'street-office')),
  identify: () => home((visitor) => visitor.touch('print')),
  'identify, reading': () =>
    home((visitor) => {
      visitor.touch('print');
      visitor.presence('present');
    }),
  'identify, a bad card': () =>
    home((visitor) => {
      visitor.touch('print');
      visitor.presence('present');
      visitor.cardFails('lay-again');
    }),
  'identify, a card left behind': () =>
    home((visitor) => {
      visitor.presence('unknown');
      visitor.presence('present');
      visitor.touch('print');
    }),
  'identify, looking up': () =>
    home((visitor) => {
      visitor.touch('print');
      visitor.presence('present');
      visitor.cardReads();
    }),
  'identify, typed': () => then(atItem('typed'), (visitor) => visitor.act('next')),
  'identify, typed wrong': () => then(atItem('typed'), (visitor) => visitor.act('next', 'next')),
};

/** 代办: whom it is for is known, the agent's card is asked for. */
const applying: Scenes = {
  catalogue: () => home((visitor) => visitor.touch('apply')),
  'catalogue, a zone': () => home((visitor) => visitor.touch('apply', 'people')),
  item: () => atItem('residence'),
  'item at the counter': () => atItem('counter'),
  'item online': () => atItem('online'),
  'item with a fee': () => atItem('paid'),
  'item to print': () => atItem('certificate'),
  'item with a guide': () => atItem('guided'),
  guide: () => then(atItem('guided'), (visitor) => visitor.touch('guide')),
  'guide, last step': () =>
    then(atItem('guided'), (visitor) => {
      visitor.touch('guide');
      visitor.act('next');
    }),
  form: () => atForm(),
  'form, with errors': () => then(atForm(), (visitor) => visitor.act('next')),
  'form, without a card': () =>
    then(atItem('typed'), (visitor) => {
      visitor.act('next');
      typesIdentity(visitor);
      visitor.centralFails('unknown-person');
    }),
  materials: () => atMaterials(),
  'materials, complete': () => then(atMaterials(), (visitor) => suppliesPaper(visitor, 'photo', 2)),
  scan: () => then(atMaterials(), (visitor) => visitor.touch('photo')),
  'scan, running': () =>
    then(atMaterials(), (visitor) => {
      visitor.touch('photo');
      visitor.act('scan');
    }),
  'scan, one page': () =>
    then(atMaterials(), (visitor) => {
      visitor.touch('photo');
      visitor.act('scan');
      visitor.scanned(['p1']);
    }),
  'scan, full': () =>
    then(atMaterials(), (visitor) => {
      visitor.touch('photo');
      visitor.act('scan');
      visitor.scanned(['p1', 'p2']);
    }),
  'scan, jammed': () =>
    then(atMaterials(), (visitor) => {
      visitor.touch('photo');
      visitor.act('scan');
      visitor.scanned([], { code: 'rejected', condition: 'paper-jam' });
    }),
  'scan, saving': () =>
    then(atMaterials(), (visitor) => {
      visitor.touch('photo');
      visitor.act('scan');
      visitor.scanned(['p1']);
      visitor.act('confirm');
    }),
  review: () => atReview({ moved: true }),
  'review, a page changed': () => then(atReview(), (visitor) => visitor.change('where')),
  supplement: () => atSupplement(),
  'supplement, ready': () => then(atSupplement(), (visitor) => suppliesPaper(visitor, 'lease')),
  'supplement, saving': () =>
    then(atSupplement(), (visitor) => {
      suppliesPaper(visitor, 'lease');
      visitor.act('next');
    }),
};

const printing: Scenes = {
  'ticket, being issued': () => home((visitor) => visitor.touch('ticket', 'general')),
  'ticket, being printed': () => atTicketSlip(),
  'ticket, did it come out': () => then(atTicketSlip(), (visitor) => visitor.slipFails('outcome-unknown')),
  'receipt, being saved': () => then(atReview(), (visitor) => visitor.act('confirm')),
  'receipt, waiting': () => atReceiptWaiting().visitor,
  'receipt, being printed': () => {
    const { visitor, id } = atReceiptWaiting();
    visitor.received(id);
    return visitor;
  },
  documents: () => atDocuments(),
  'documents, nobody known': () =>
    home((visitor) => {
      visitor.touch('print');
      visitor.presence('present');
      visitor.cardReads();
      visitor.centralFails('unknown-person');
    }),
  'preview, loading': () => then(atDocuments(), (visitor) => visitor.touch('doc-3p')),
  preview: () =>
    then(atDocuments(), (visitor) => {
      visitor.touch('doc-3p');
      visitor.documentComes();
    }),
  'preview, gone': () =>
    then(atDocuments(), (visitor) => {
      visitor.touch('doc-3p');
      visitor.documentFails('document-gone');
    }),
  'document, being printed': () => atDocumentPrinting(),
  'document, staff called meanwhile': () =>
    then(atDocumentPrinting(), (visitor) => visitor.act('call-staff')),
};

const jam = {
  ok: false,
  error: { code: 'rejected', detail: 'jam', conditions: [{ code: 'paper-jam', severity: 'error' }] },
  ledger: { asked: 3, taken: 1, spoiled: 1, unknown: 0 },
  owed: [2, 3],
} as const;

const ending: Scenes = {
  'trouble, a slip owed': () => then(atTicketSlip(), (visitor) => visitor.slipFails('rejected')),
  'trouble, pages owed': () => then(atDocumentPrinting(), (visitor) => visitor.printed(jam)),
  'trouble, pages unknown': () =>
    then(atDocumentPrinting(), (visitor) =>
      visitor.printed({ ...jam, ledger: { asked: 3, taken: 1, spoiled: 0, unknown: 2 } }),
    ),
  'trouble, not saved': () =>
    then(atReview(), (visitor) => {
      visitor.act('confirm');
      visitor.notHandedIn();
    }),
  'finish, ticket': () => then(atTicketSlip(), (visitor) => visitor.slipPrinted()),
  'finish, rated': () =>
    then(atTicketSlip(), (visitor) => {
      visitor.slipPrinted();
      visitor.touch('rate-5');
    }),
  'finish, application': () => {
    const { visitor, id } = atReceiptWaiting();
    visitor.received(id);
    visitor.slipPrinted();
    return visitor;
  },
  'finish, document': () =>
    then(atDocumentPrinting(), (visitor) =>
      visitor.printed({ ok: true, ledger: { asked: 3, taken: 3, spoiled: 0, unknown: 0 } }),
    ),
  'finish, supplement': () =>
    then(atSupplement(), (visitor) => {
      suppliesPaper(visitor, 'lease');
      visitor.act('next');
      visitor.saved('save-supplement');
    }),
  'finish, report': () =>
    then(atForm(), (visitor) => {
      visitor.act('report', 'confirm');
      visitor.saved('save-report');
    }),
  'take belongings': () => then(atDocuments(), (visitor) => visitor.act('end-session')),
  'take belongings, a card sensed': () =>
    home((visitor) => {
      visitor.presence('present');
      visitor.act('end-session');
    }),
};

const asides: Scenes = {
  progress: () =>
    home((visitor) => {
      visitor.touch('progress');
      visitor.identifies();
    }),
  'progress, to supply papers': () =>
    home((visitor) => {
      visitor.touch('scan');
      visitor.identifies();
    }),
  report: () => then(atForm(), (visitor) => visitor.act('report')),
  'report, saving': () => then(atForm(), (visitor) => visitor.act('report', 'confirm')),
  resume: () => home((visitor) => visitor.touch('resume')),
  'resume, looking for it': () =>
    home((visitor) => {
      visitor.touch('resume');
      visitor.type({ code: 'ABCD-EFGH' });
      visitor.act('next');
    }),
  'resume, unknown code': () =>
    home((visitor) => {
      visitor.touch('resume');
      visitor.type({ code: 'ABCD-EFGH' });
      visitor.act('next');
      const { ref } = visitor.take('find-draft');
      visitor.tell({ kind: 'draft-found', ref, outcome: { ok: false, error: 'unknown-code' } });
    }),
  'resume, opening': () =>
    home((visitor) => {
      visitor.touch('resume');
      visitor.type({ code: 'ABCD-EFGH' });
      visitor.act('next');
      const { ref } = visitor.take('find-draft');
      const draft = { id: 'draft-1', sealed: 'sealed', alg: 'aes-256-gcm' };
      visitor.tell({ kind: 'draft-found', ref, outcome: { ok: true, draft } });
      visitor.identifies();
    }),
  call: () => then(atForm(), (visitor) => visitor.act('call-staff')),
  'call, told': () =>
    then(atForm(), (visitor) => {
      visitor.act('call-staff');
      visitor.received(visitor.saved('save-call'));
    }),
  'idle warning': () => then(atForm(), (visitor) => visitor.wait(60)),
  'staff, log-in': () => home((visitor) => visitor.intend({ kind: 'staff-gesture' })),
  staff: () =>
    then(atForm(), (visitor) => {
      visitor.intend({ kind: 'staff-gesture' });
      visitor.intend({ kind: 'staff-login', staffId: attendant.id, pin: '246810' });
      const { ref } = visitor.take('check-pin');
      visitor.tell({ kind: 'pin', ref, staffId: attendant.id, right: true });
    }),
};

export const scenes: Scenes = {
  ...arriving,
  ...applying,
  ...forOthers,
  ...printing,
  ...ending,
  ...asides,
};
