import { useState } from 'react';
import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Frame } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { ReasonNote } from '../../components/reason.tsx';
import { WaitPicture } from '../../components/wait-picture.tsx';
import { type ScreenProps, useWords } from '../../kiosk.tsx';
import { PdfPage, usePdf } from './pdf-page.tsx';
import './preview.css';

/** The certificate as it will come out, page by page, before a sheet is used. */
export const Screen = ({ screen }: ScreenProps<'preview'>) => {
  const { t } = useWords();
  const { title, pages, state, unavailable } = screen;
  const failed = state === 'failed';
  return (
    <Frame
      title={t(failed ? 'preview.failed' : 'preview.title')}
      lead={failed ? t('preview.leadFailed', { title }) : t('preview.lead', { title, n: pages })}
      main={{
        action: 'print',
        icon: 'print',
        label: t('preview.print', { n: pages }),
        disabled: state !== 'ready',
        unavailable: failed ? undefined : unavailable,
      }}
    >
      {failed && unavailable ? <ReasonNote reason={unavailable} /> : null}
      {state === 'loading' ? <WaitPicture label={t('preview.loading')} /> : null}
      {state === 'ready' ? <Pages screen={screen} /> : null}
    </Frame>
  );
};

const Pages = ({ screen }: { screen: ScreenOf<'preview'> }) => {
  const { t } = useWords();
  const [page, setPage] = useState(1);
  const document = usePdf(screen.handle);
  const pages = typeof document === 'string' ? screen.pages : document.numPages;
  const where = t('preview.page', { page, pages });
  return (
    <div className="preview">
      <div className="preview__sheet">
        {document === 'gone' ? (
          <p className="preview__gone">{t('preview.notShown')}</p>
        ) : document === 'loading' ? null : (
          <PdfPage document={document} page={page} label={where} />
        )}
      </div>
      {pages > 1 ? (
        <div className="preview__turn">
          <button
            type="button"
            className="button"
            aria-disabled={page === 1 || undefined}
            onClick={() => setPage(Math.max(1, page - 1))}
          >
            <Icon name="back" size={40} />
            {t('preview.previous')}
          </button>
          <strong aria-live="polite">{where}</strong>
          <button
            type="button"
            className="button"
            aria-disabled={page === pages || undefined}
            onClick={() => setPage(Math.min(pages, page + 1))}
          >
            {t('preview.following')}
            <Icon name="forward" size={40} />
          </button>
        </div>
      ) : null}
    </div>
  );
};
