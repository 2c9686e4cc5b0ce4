import type { Reason } from '../../electron/contract/reasons.ts';
import { useWords } from '../kiosk.tsx';
import { Icon } from './icon.tsx';

/** The reason as one whole sentence, with the nearest point that can do it. */
export const useReasonText = (): ((reason: Reason) => string) => {
  const { t, text } = useWords();
  return ({ code, point, params }) => {
    const sentence = t(`reason.${code}`, params ?? {});
    if (!point) return sentence;
    const metres = Math.round(point.distanceMetres / 10) * 10;
    const distance =
      metres < 1000 ? t('unit.metres', { n: metres }) : t('unit.km', { n: (metres / 1000).toFixed(1) });
    return `${sentence}${t('reason.point', { name: text(point.name), distance })}`;
  };
};

/** Why a choice can't be made now: shown on the choice itself. */
export const ReasonPill = ({ reason, id }: { reason: Reason; id?: string }) => {
  const sentence = useReasonText()(reason);
  return (
    <span className="reason-pill" id={id} data-reason={reason.code}>
      {sentence}
    </span>
  );
};

/** The same as a calm block, for a whole screen. `tone` says whether it needs attention or is just good to know. */
export const ReasonNote = ({
  reason,
  tone = 'attention',
}: {
  reason: Reason;
  tone?: 'attention' | 'plain';
}) => {
  const sentence = useReasonText()(reason);
  return (
    <p className="note" data-tone={tone} data-reason={reason.code} role="status">
      <Icon name="info" size={44} />
      <span>{sentence}</span>
    </p>
  );
};
