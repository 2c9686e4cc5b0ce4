import { useSnapshot, useWords } from '../kiosk.tsx';

/** Where in the matter, and its name. Nothing where there are no steps. */
export const Steps = () => {
  const { t } = useWords();
  const { steps, settings } = useSnapshot();
  if (!steps) return null;
  const { matter, current, total } = steps;
  const name = matter.text
    ? (matter.text[settings.language] ?? matter.text['zh-CN'] ?? '')
    : matter.key
      ? t([`matter.${matter.key}`, matter.key])
      : '';
  return (
    <div className="steps">
      <span className="steps__bar" aria-hidden="true">
        {Array.from({ length: total }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps have no other name than their place
          <i key={index} data-done={index < current} />
        ))}
      </span>
      <span className="steps__words">
        {t('steps.of', { current, total })}
        {name ? ` · ${name}` : ''}
      </span>
    </div>
  );
};
