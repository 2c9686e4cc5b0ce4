import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useState } from 'react';
import { openPdf } from '../screens/preview/pdf.ts';
import { PdfPage } from '../screens/preview/pdf-page.tsx';
import { type Job, Jobs, Slips } from './bench-client.ts';
import { Do, DoList, Unit } from './unit.tsx';
import { useBench, usePolled } from './use-bench.tsx';

/** The slips that came out, the newest first, as pictures of what the head burned. */
export const TicketPrinter = () => {
  const { client } = useBench();
  const slips = usePolled(client, '/bench/ticketPrinter/slips', Slips);
  return (
    <Unit of="ticketPrinter" title="Ticket printer 小票机">
      <DoList
        of="ticketPrinter"
        list={[
          ['paper-low', 'Paper low 纸少'],
          ['paper-out', 'Paper out 缺纸'],
          ['paper-ok', 'Paper in 装纸'],
          ['cover-open', 'Cover open 开盖'],
          ['cover-closed', 'Cover closed 关盖'],
          ['jam', 'Jam 卡纸'],
          ['clear', 'Clear 清卡纸'],
          ['drop-next-reply', 'Drop next reply 丢应答'],
          ['rubbish', 'Rubbish 乱码'],
        ]}
      />
      <div className="slips">
        {[...(slips ?? [])].reverse().map(({ id, svg }) => (
          <img
            key={id}
            alt={`slip ${id}`}
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
          />
        ))}
      </div>
    </Unit>
  );
};

/** The sheets that came out of each job. */
export const DocumentPrinter = () => {
  const { client } = useBench();
  const jobs = usePolled(client, '/bench/documentPrinter/jobs', Jobs);
  return (
    <Unit of="documentPrinter" title="A4 printer 打印机">
      <DoList
        of="documentPrinter"
        list={[
          ['paper-out', 'Paper out 缺纸'],
          ['paper-ok', 'Paper in 装纸'],
          ['clear', 'Clear jam 清卡纸'],
          ['cover-open', 'Cover open 开盖'],
          ['cover-closed', 'Cover closed 关盖'],
          ['toner-low', 'Toner low 墨粉少'],
        ]}
      />
      <div className="unit__row">
        {[1, 2, 3].map((page) => (
          <Do key={page} of="documentPrinter" command={{ do: 'jam', page }}>
            Jam at page {page} 第 {page} 页卡纸
          </Do>
        ))}
      </div>
      {[...(jobs ?? [])].reverse().map((job) => (
        <PrintedJob key={job.id} job={job} />
      ))}
    </Unit>
  );
};

const PrintedJob = ({ job }: { job: Job }) => {
  const { client } = useBench();
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  useEffect(() => {
    let close = (): void => undefined;
    let current = true;
    void client.bytes(job.url).then(async (bytes) => {
      if (!bytes || !current) return;
      const opened = openPdf(bytes);
      close = opened.close;
      const document = await opened.document.catch(() => null);
      if (current) setPdf(document);
    });
    return () => {
      current = false;
      close();
    };
  }, [client, job.url]);
  return (
    <figure className="job">
      <figcaption>
        job {job.id}: {job.state}, pages 页 {job.pages.join(' ') || '–'}, {job.sheets} sheets 张
        {job.spoiled > 0 ? `, ${job.spoiled} spoiled 作废` : ''}
      </figcaption>
      <div className="job__sheets">
        {pdf
          ? Array.from({ length: pdf.numPages }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: pages have no other name than their number
              <div className="job__sheet" key={index}>
                <PdfPage document={pdf} page={index + 1} label={`sheet ${index + 1}`} />
              </div>
            ))
          : null}
      </div>
    </figure>
  );
};
