import en from '../../../locales/en.json' with { type: 'json' };
import zhCN from '../../../locales/zh-CN.json' with { type: 'json' };
import { timestampIn } from '../catalog/dates.ts';
import { noticePdf } from '../notice/notice-pdf.ts';
import { type NoticeTexts, noticeLines } from '../notice/notice-text.ts';
import { checkCode, readable } from './slips.ts';
import type { Perform } from './tools.ts';

/** In Chinese, as a formal paper is; in the citizen's language below where it is another one. */
const texts: Readonly<Record<string, NoticeTexts>> = { en: en.notice };

export const makeNotice: Perform<'make-notice'> = async ({ ref, language, records, facts }, tools) => {
  const { hall, id, timezone } = tools.kiosk;
  const lines = noticeLines(
    {
      hall,
      kiosk: id,
      handedInAt: readable(timestampIn(facts.handedInAt, timezone)),
      printedAt: readable(timestampIn(tools.now(), timezone)),
      records: records.map((record) => ({ ...record, seal: checkCode(record.seal) })),
      facts,
    },
    language,
    zhCN.notice,
    texts[language],
  );
  const { bytes, pages } = await noticePdf(lines, hall);
  const handle = tools.blobs.put({ mediaType: 'application/pdf', bytes });
  tools.tell({ kind: 'document', ref, outcome: { ok: true, handle, pages } });
};
