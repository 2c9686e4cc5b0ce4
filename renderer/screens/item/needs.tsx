import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { Pill } from '../../components/cards.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { useWords } from '../../kiosk.tsx';

type Need = ScreenOf<'item'>['needs'][number];

const icons: Record<Need['source'], IconName> = { scan: 'scan', records: 'check', licence: 'card' };
const sources = { scan: 'needScan', records: 'needRecords', licence: 'needLicence' } as const;

/** The papers, computed once for screen, slip and submission. */
export const Needs = ({ needs }: { needs: Need[] }) => {
  const { t, text } = useWords();
  return (
    <section className="card needs">
      <h2 className="needs__title">{t(needs.length > 0 ? 'item.needs' : 'item.noNeeds')}</h2>
      <ul>
        {needs.map((need) => (
          <li key={need.materialId} className="need">
            <span className="need__icon" data-source={need.source}>
              <Icon name={icons[need.source]} size={44} />
            </span>
            <span className="need__words">
              <span className="need__name">{text(need.name)}</span>
              <span className="need__how">
                {t(`item.${sources[need.source]}`)}
                {need.pages ? ` · ${pagesText(t, need.pages)}` : ''}
              </span>
              <NeedPills need={need} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

const NeedPills = ({ need }: { need: Need }) => {
  const { t } = useWords();
  if (need.required && !need.deferrable) return null;
  return (
    <span className="need__pills">
      {need.required ? null : <Pill>{t('item.needOptional')}</Pill>}
      {need.deferrable ? (
        <Pill tone="leaf">{t('item.needDefer', { count: need.deferDays ?? 0 })}</Pill>
      ) : null}
    </span>
  );
};

const pagesText = (
  t: ReturnType<typeof useWords>['t'],
  { min, max }: { min: number; max: number },
): string => (min === max ? t('unit.pages', { count: min }) : t('unit.pagesRange', { min, max }));
