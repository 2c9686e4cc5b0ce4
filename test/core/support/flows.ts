import { invented } from './people.ts';
import { Visitor } from './visitor.ts';

/** Ways that many tests begin with. */

export const atItem = (item: string): Visitor => {
  const visitor = Visitor.atHome();
  visitor.touch('apply', item);
  visitor.sees('item');
  return visitor;
};

/** At the first question of `residence`, identified by card, with the profile filled in. */
export const atForm = (): Visitor => {
  const visitor = atItem('residence');
  visitor.act('next');
  visitor.identifies();
  visitor.sees('form');
  return visitor;
};

export const atMaterials = ({ moved = false } = {}): Visitor => {
  const visitor = atForm();
  visitor.type({ moved, ...(moved ? { movedOn: '2026-05-01' } : {}) });
  visitor.act('next');
  if (moved) {
    visitor.type({ employer: '杭州某公司' });
    visitor.act('next');
  }
  visitor.act('next');
  visitor.sees('materials');
  return visitor;
};

/** Scans one paper of so many pages; `pdf-<material>` is the handle of what comes of it. */
export const suppliesPaper = (visitor: Visitor, material: string, pages = 1): void => {
  visitor.touch(material);
  visitor.act('scan');
  visitor.scanned(Array.from({ length: pages }, (_, index) => `${material}-page-${index + 1}`));
  visitor.act('confirm');
  visitor.joined(`pdf-${material}`);
  visitor.sees('materials');
};

export const atReview = (options: { moved?: boolean } = {}): Visitor => {
  const visitor = atMaterials(options);
  suppliesPaper(visitor, 'photo', 2);
  if (options.moved) suppliesPaper(visitor, 'old-lease');
  visitor.act('next');
  visitor.sees('review');
  return visitor;
};

/** The application is written down; the receipt waits for the central system's answer. */
export const atReceiptWaiting = (): { visitor: Visitor; id: string } => {
  const visitor = atReview();
  visitor.act('confirm');
  const id = visitor.handedIn();
  return { visitor, id };
};

/** The ticket has its number; its slip is at the printer. */
export const atTicketSlip = (): Visitor => {
  const visitor = Visitor.atHome();
  visitor.touch('ticket', 'general');
  visitor.ticketIssued('A007');
  visitor.sees('printing');
  return visitor;
};

export const atDocuments = (): Visitor => {
  const visitor = Visitor.atHome();
  visitor.touch('print');
  visitor.identifies();
  visitor.sees('documents');
  return visitor;
};

/** A certificate of three pages is at the printer. */
export const atDocumentPrinting = (): Visitor => {
  const visitor = atDocuments();
  visitor.touch('doc-3p');
  visitor.documentComes('pdf-1', 3);
  visitor.act('print');
  visitor.sees('printing');
  return visitor;
};

/** 补交: the papers that an earlier application lacks. */
export const atSupplement = (): Visitor => {
  const visitor = Visitor.atHome();
  visitor.touch('scan');
  visitor.identifies();
  visitor.touch('R-1');
  visitor.sees('materials');
  return visitor;
};

export const typesIdentity = (visitor: Visitor): void => {
  visitor.type({ name: invented.name, idNumber: invented.idNumber });
  visitor.act('next');
};
