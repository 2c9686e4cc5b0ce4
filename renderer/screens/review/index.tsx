import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Frame } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { Masked } from '../../components/masked.tsx';
import { type ScreenProps, useActs, useSnapshot, useWords } from '../../kiosk.tsx';
import { dayText } from '../../use-clock.ts';
import './review.css';

type Section = ScreenOf<'review'>['sections'][number];
type Row = Section['rows'][number];

/** Everything read back before it is handed in; `confirm` is the consent. */
export const Screen = ({ screen }: ScreenProps<'review'>) => {
  const { t, text } = useWords();
  const { sections, consents, byAgent, promiseDays } = screen;
  return (
    <Frame
      title={t('review.title')}
      lead={
        promiseDays === undefined
          ? t('review.lead')
          : promiseDays === 0
            ? t('review.atOnce')
            : t('review.promise', { count: promiseDays })
      }
      main={{ action: 'confirm', label: t('review.confirm') }}
    >
      {sections.map((section, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections have no name of their own and never move
        <ReviewSection key={index} section={section} />
      ))}
      <section className="consent">
        <Icon name="shield" size={56} />
        <div>
          <h2>{t('review.consent')}</h2>
          {consents.length === 0 ? <p>{t('review.consentDefault')}</p> : null}
          {consents.map((consent) => (
            <p key={consent['zh-CN']}>{text(consent)}</p>
          ))}
          {byAgent ? <p>{t('review.agentConsent')}</p> : null}
        </div>
      </section>
    </Frame>
  );
};

const ReviewSection = ({ section }: { section: Section }) => {
  const { t, text } = useWords();
  const title = section.title
    ? text(section.title)
    : section.titleKey
      ? t(`review.section.${section.titleKey}`)
      : '';
  return (
    <section className="card review">
      {section.part ? <p className="review__part">{text(section.part)}</p> : null}
      {title ? <h2 className="review__title">{title}</h2> : null}
      <dl className="review__rows">
        {section.rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and never move
          <ReviewRow key={index} row={row} />
        ))}
      </dl>
    </section>
  );
};

const ReviewRow = ({ row }: { row: Row }) => {
  const { t, text } = useWords();
  const { change } = useActs();
  const label = row.label ? text(row.label) : row.labelKey ? t(`review.label.${row.labelKey}`) : '';
  const target = row.change;
  return (
    <div className="review__row">
      <dt>{label}</dt>
      <dd>
        <RowValue row={row} label={label} />
      </dd>
      {target ? (
        <dd>
          <button
            type="button"
            className="review__change"
            data-change={target}
            aria-label={t('review.changeOf', { label })}
            onClick={() => change(target)}
          >
            {t('review.change')}
          </button>
        </dd>
      ) : null}
    </div>
  );
};

const RowValue = ({ row, label }: { row: Row; label: string }) => {
  const { t, text } = useWords();
  const { timezone, settings } = useSnapshot();
  if (row.reveal) return <Masked masked={row.value} reveal={row.reveal} label={label} />;
  if (row.text) return <>{row.text.map(text).join(t('review.and'))}</>;
  if (row.valueKey) {
    const { until, ...params } = row.valueParams ?? {};
    const day = until ? dayText(String(until), timezone, settings.language) : '';
    return (
      <span data-value={row.valueKey}>{t(`review.value.${row.valueKey}`, { ...params, until: day })}</span>
    );
  }
  return <>{row.value}</>;
};
