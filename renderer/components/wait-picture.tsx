import { useWords } from '../kiosk.tsx';

export type WaitPictureProps = {
  /** Real progress; without it the bar shows that something runs, not how far. */
  progress?: { done: number; total: number } | undefined;
  /** What is going on, in words. */
  label: string;
  /** What the person can do meanwhile. */
  meanwhile?: string;
};

/** Waiting, drawn: the pages one by one, the bar, and how many are left. */
export const WaitPicture = ({ progress, label, meanwhile }: WaitPictureProps) => {
  const { t } = useWords();
  const share = progress && progress.total > 0 ? progress.done / progress.total : 0;
  return (
    <div className="wait" role="status">
      {progress && progress.total <= 12 ? (
        <div className="wait__pages" aria-hidden="true">
          {Array.from({ length: progress.total }, (_, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: pages have no other name than their number
              key={index}
              data-state={index < progress.done ? 'done' : index === progress.done ? 'now' : 'next'}
            >
              {index + 1}
            </span>
          ))}
        </div>
      ) : null}
      <div className="wait__bar" data-known={Boolean(progress)}>
        <span style={progress ? { scale: `${Math.max(share, 0.04)} 1` } : undefined} />
      </div>
      <p className="wait__words">
        <strong>{label}</strong>
        {progress ? (
          <span>
            {t('wait.pages', { page: Math.min(progress.done + 1, progress.total), total: progress.total })}
          </span>
        ) : null}
      </p>
      {meanwhile ? <p className="wait__meanwhile">{meanwhile}</p> : null}
    </div>
  );
};
