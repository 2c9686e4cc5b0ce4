import type zhCN from '../../../locales/zh-CN.json';
import { type Text, textIn } from '../../contract/text.ts';
import type { HandedIn, NoticeFacts } from '../session/state.ts';

/** What stands on the notice, in order; how it looks is the PDF's. `below`: the same in the citizen's own language. */
export type NoticeLine =
  | { readonly kind: 'title' | 'state' | 'section' | 'note'; readonly text: string; readonly below?: string }
  | {
      readonly kind: 'row';
      readonly label: string;
      readonly value: string;
      readonly below?: string;
      readonly strong?: boolean;
      /** Begins another matter of a bundle. */
      readonly apart?: boolean;
    };

type NoticeRow = Extract<NoticeLine, { kind: 'row' }>;

export type Notice = {
  readonly hall: string;
  readonly kiosk: string;
  /** As they are to be read. */
  readonly handedInAt: string;
  readonly printedAt: string;
  /** `seal`: the short check code of the signed receipt, or nothing. */
  readonly records: readonly HandedIn[];
  readonly facts: NoticeFacts;
};

type Key = keyof (typeof zhCN)['notice'];
export type NoticeTexts = Readonly<Record<Key, string>>;
type Params = Readonly<Record<string, string | number>>;

const filled = (text: string, params: Params): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(params[name] ?? whole));

/** Chinese first, as a formal paper is; `theirs` are the texts of another language that the citizen reads. */
export const noticeLines = (
  notice: Notice,
  language: string,
  chinese: NoticeTexts,
  theirs?: NoticeTexts,
): readonly NoticeLine[] => {
  const { records, facts } = notice;
  const arrived = records.every(({ state }) => state === 'received');
  const said = (key: Key, params: Params = {}) => ({
    text: filled(chinese[key], params),
    ...(theirs === undefined ? {} : { below: filled(theirs[key], params) }),
  });
  const row = (key: Key, value: string, below?: string, strong = false): NoticeRow => ({
    kind: 'row',
    label: theirs === undefined ? chinese[key] : `${chinese[key]} ${theirs[key]}`,
    value,
    ...(below === undefined || below === value ? {} : { below }),
    ...(strong ? { strong } : {}),
  });
  const named = (key: Key, text: Text, strong = false): NoticeRow =>
    row(key, text['zh-CN'], theirs === undefined ? undefined : textIn(text, language), strong);
  const told = (key: Key, which: Key, params: Params = {}): NoticeLine => {
    const { text, below } = said(which, params);
    return row(key, text, below);
  };

  const recordLines = (record: HandedIn, index: number): readonly NoticeLine[] => [
    { ...named('item', record.item.name, true), ...(index === 0 ? {} : { apart: true }) },
    record.receiptNumber === undefined
      ? row('localCode', record.localCode, undefined, true)
      : row('receiptNumber', record.receiptNumber, undefined, true),
    told('where', record.state),
    ...(record.promisedBy !== undefined
      ? [told('promised', 'promisedBy', { date: record.promisedBy.slice(0, 10) })]
      : record.promiseDays !== undefined
        ? [told('promised', 'promisedDays', { count: record.promiseDays })]
        : []),
    ...(record.seal === '' ? [] : [row('seal', record.seal)]),
  ];

  return [
    { kind: 'title', ...said(arrived ? 'titleReceived' : 'titleSaved') },
    { kind: 'state', ...said(arrived ? 'received' : 'saved') },
    { kind: 'section', ...said('matter') },
    ...records.flatMap(recordLines),
    ...(facts.parties.length === 0 && facts.business === undefined
      ? []
      : [
          { kind: 'section' as const, ...said('parties') },
          ...(facts.business === undefined ? [] : [row('business', facts.business)]),
          ...facts.parties.map(({ is, name, maskedNumber }) => row(is, `${name}　${maskedNumber}`)),
        ]),
    ...(facts.materials.length === 0
      ? []
      : [
          { kind: 'section' as const, ...said('materials') },
          ...facts.materials.map(({ name, status, until }): NoticeLine => {
            const how = said(status, { date: until ?? '' });
            const theirName = theirs === undefined ? '' : ` ${textIn(name, language)}`;
            return {
              kind: 'row',
              label: `${name['zh-CN']}${theirName}`,
              value: how.text,
              ...(how.below === undefined ? {} : { below: how.below }),
              strong: status === 'deferred',
            };
          }),
        ]),
    { kind: 'section', ...said('about') },
    row('hall', `${notice.hall}　${notice.kiosk}`),
    row('handedInAt', notice.handedInAt),
    row('printedAt', notice.printedAt),
    { kind: 'note', ...said(arrived ? 'noteReceived' : 'noteSaved') },
  ];
};
