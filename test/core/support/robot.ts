import { expect } from 'vitest';
import type { Catalogue, Field } from '../../../electron/contract/catalogue.ts';
import type { FieldValue } from '../../../electron/contract/field-value.ts';
import type { ScreenOf } from '../../../electron/contract/screens.ts';
import type { SubmissionOrder } from '../../../electron/core/session/effects.ts';
import { invented, licenceAnswer, principal } from './people.ts';
import { Visitor } from './visitor.ts';

const answers: Readonly<Record<string, FieldValue>> = {
  text: 'abc',
  name: '测试样例',
  idNumber: '11010519491231002X',
  phone: '13800000001',
  date: '2026-11-23',
  number: 5,
  amount: '5.00',
  address: '样例路1号',
  yesNo: true,
  signature: 'M10 10 L50 50',
};

const answerTo = ({ kind, options }: Field): FieldValue | null => {
  const option = options?.[0]?.id;
  if (kind === 'choice') return option ?? null;
  return kind === 'choices' ? [option ?? ''] : (answers[kind] ?? null);
};

/** More screens than any of these matters has: whoever has not come to an end by then goes round in circles. */
const patience = 120;

/**
 * Supplies exactly what the screens say is missing and nothing else: goes on, and answers what it is stopped for.
 * `first` is what it typed where it was asked before it was told anything.
 */
export class Robot {
  readonly visitor: Visitor;
  readonly #first: Readonly<Record<string, FieldValue>>;
  readonly #seen = new Set<number>();

  constructor(catalogue: Catalogue, first: Readonly<Record<string, FieldValue>>) {
    this.visitor = Visitor.atAttract();
    this.visitor.tell({ kind: 'catalogue', catalogue });
    this.visitor.wake();
    this.#first = first;
  }

  handsIn(subject: string, onBehalf: boolean): SubmissionOrder {
    this.visitor.touch('apply', subject);
    for (let count = 0; count < patience; count += 1) {
      const { screen } = this.visitor.snapshot;
      if (screen.name === 'printing') return this.visitor.take('save-submission').order;
      this.#goesOn(screen, onBehalf);
    }
    throw new Error(`no end in sight on ${JSON.stringify(this.visitor.snapshot.screen)}`);
  }

  #goesOn(screen: Visitor['snapshot']['screen'], onBehalf: boolean): void {
    const { visitor } = this;
    switch (screen.name) {
      case 'item':
        expect(screen.unavailable).toBeUndefined();
        if (onBehalf && screen.onBehalf !== undefined) visitor.touch('on-behalf');
        else visitor.act('next');
        return;
      case 'identify':
        if (screen.who === 'business') this.#showsLicence();
        else this.#laysCard(screen.who === 'principal' ? principal : invented);
        return;
      case 'agent':
        visitor.presence('absent');
        visitor.presence('present');
        visitor.cardReads(invented);
        return;
      case 'form':
        return this.#answers(screen);
      case 'materials':
        return this.#supplies(screen);
      case 'review':
        visitor.act('confirm');
        return;
      default:
        throw new Error(`what is ${screen.name} doing here?`);
    }
  }

  #showsLicence(): void {
    this.visitor.scansCode('code-of-a-licence');
    this.visitor.codeIsOf(licenceAnswer);
  }

  #laysCard(card: typeof invented): void {
    this.visitor.presence('absent');
    this.visitor.presence('present');
    this.visitor.cardReads(card);
    this.visitor.centralKnows();
  }

  #answers(form: ScreenOf<'form'>): void {
    const { visitor } = this;
    const { screenId } = visitor.snapshot;
    if (!this.#seen.has(screenId)) {
      this.#seen.add(screenId);
      const shown = form.page.fields.filter(({ id }) => this.#first[id] !== undefined);
      visitor.type(Object.fromEntries(shown.map(({ id }) => [id, this.#first[id] ?? null])));
    }
    for (const field of form.page.fields)
      if (form.errors[field.id] !== undefined) visitor.type({ [field.id]: answerTo(field) });
    visitor.act('next');
  }

  #supplies(screen: ScreenOf<'materials'>): void {
    const { visitor } = this;
    const lack = screen.materials.find(({ required, status }) => required && status === 'missing');
    expect(screen.complete).toBe(lack === undefined);
    if (lack === undefined) {
      visitor.act('next');
      return;
    }
    visitor.touch(lack.id);
    if (lack.source === 'licence') {
      this.#showsLicence();
      return;
    }
    const { min } = visitor.sees('scan').material;
    for (let page = 1; page <= min; page += 1) {
      visitor.act('scan');
      visitor.scanned([`${lack.id}-${page}`]);
    }
    visitor.act('confirm');
    visitor.joined(`pdf-${lack.id}`);
  }
}
