import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Icon, type IconName } from '../../components/icon.tsx';
import { useWords } from '../../kiosk.tsx';

type Fact = { icon: IconName; label: string; value: string; more?: string | undefined };

const identities = { card: 'identityCard', typed: 'identityTyped', none: 'identityNone' } as const;

/** How long, how much, what to fill in, who does it. */
export const Facts = ({ screen }: { screen: ScreenOf<'item'> }) => {
  const { t } = useWords();
  const { item, questions } = screen;
  const promiseOf = (days: number | undefined): string => {
    if (days === undefined) return t('item.toldLater');
    return days > 0 ? t('item.promise', { count: days }) : t('item.atOnce');
  };
  const facts: Fact[] = [
    {
      icon: 'clock',
      label: t('item.time'),
      value: promiseOf(item.promiseDays),
      more: item.legalDays ? t('item.legal', { count: item.legalDays }) : undefined,
    },
    { icon: 'ticket', label: t('item.fee'), value: item.fee ?? t('item.noFee') },
    {
      icon: 'card',
      label: t('item.identity'),
      value: t(`item.${item.licence ? 'identityLicence' : identities[item.identity]}`),
    },
    {
      icon: 'edit',
      label: t('item.questions'),
      value: questions > 0 ? t('item.questionsCount', { count: questions }) : t('item.noQuestions'),
    },
  ];
  return (
    <dl className="card facts">
      {facts.map(({ icon, label, value, more }) => (
        <div className="fact" key={label}>
          <dt>
            <Icon name={icon} size={44} className="tile__icon" />
            {label}
          </dt>
          <dd>
            <span>{value}</span>
            {more ? <span className="fact__more">{more}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
};
