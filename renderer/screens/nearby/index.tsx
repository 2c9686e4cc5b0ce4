import type { ScreenOf } from '../../../electron/contract/screens.ts';
import { ChoiceCard, Pill } from '../../components/cards.tsx';
import { Frame } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { type ScreenProps, useWords } from '../../kiosk.tsx';
import { useHoursText } from './hours-text.ts';

type Point = ScreenOf<'nearby'>['points'][number];

const METRES_A_MINUTE = 75;

/** 15分钟圈: where else it can be done, the nearest first. */
export const Screen = ({ screen }: ScreenProps<'nearby'>) => {
  const { t, text } = useWords();
  const points = [...screen.points].sort((a, b) => a.distanceMetres - b.distanceMetres);
  return (
    <Frame title={t('nearby.title')} lead={points.length > 0 ? t('nearby.lead') : t('nearby.nothing')}>
      <div className="cards">
        {points.map((point) => (
          <div className="point" key={point.id} data-open={point.id === screen.point}>
            <ChoiceCard
              choice={point.id}
              icon="nearby"
              title={text(point.name)}
              detail={t('nearby.walk', {
                count: Math.max(1, Math.round(point.distanceMetres / METRES_A_MINUTE)),
              })}
              trailing={
                <Pill tone={point.open ? 'leaf' : 'plain'}>
                  {t(point.open ? 'nearby.open' : 'nearby.closed')}
                </Pill>
              }
            />
            {point.id === screen.point ? <Details point={point} /> : null}
          </div>
        ))}
      </div>
    </Frame>
  );
};

const Details = ({ point }: { point: Point }) => {
  const { t, text } = useWords();
  const hoursText = useHoursText();
  return (
    <dl className="point__details">
      <div>
        <dt>
          <Icon name="nearby" size={40} className="tile__icon" />
          {t('nearby.address')}
        </dt>
        <dd>{text(point.address)}</dd>
      </div>
      <div>
        <dt>
          <Icon name="clock" size={40} className="tile__icon" />
          {t('nearby.hours')}
        </dt>
        <dd>
          {hoursText(point.hours).map((line) => (
            <span key={line}>{line}</span>
          ))}
        </dd>
      </div>
      {point.services.length > 0 ? (
        <div>
          <dt>
            <Icon name="check" size={40} className="tile__icon" />
            {t('nearby.services')}
          </dt>
          <dd>{point.services.map((service) => t(`journey.${service}.title`)).join(t('list.comma'))}</dd>
        </div>
      ) : null}
      {point.phone ? (
        <div>
          <dt>
            <Icon name="phone" size={40} className="tile__icon" />
            {t('nearby.phone')}
          </dt>
          <dd>{point.phone}</dd>
        </div>
      ) : null}
    </dl>
  );
};
