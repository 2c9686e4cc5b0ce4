import { Frame } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { type ScreenProps, useActs, useWords } from '../../kiosk.tsx';
import { timeText } from '../../use-clock.ts';

const stages = ['asked', 'told', 'coming'] as const;
const reached = { calling: 1, saved: 1, told: 2 } as const;

/** 帮办: what has become of the call, from real events. */
export const Screen = ({ screen, snapshot }: ScreenProps<'call'>) => {
  const { t } = useWords();
  const { act } = useActs();
  const { state, at } = screen;
  const onward = () => act(snapshot.canGoBack ? 'back' : 'home');
  return (
    <Frame
      title={t(`call.title.${state}`)}
      lead={t(`call.lead.${state}`)}
      main={{ label: t('call.back'), onPress: onward }}
    >
      <div className="card" role="status">
        <ol className="stages">
          {stages.map((stage, index) => (
            <li
              key={stage}
              data-state={index < reached[state] ? 'done' : index === reached[state] ? 'now' : 'next'}
            >
              <span className="stages__mark">
                {index < reached[state] ? <Icon name="check" size={40} /> : null}
              </span>
              <span className="stages__words">
                <span>{t(`call.steps.${stage}`)}</span>
                {stage === 'asked' ? (
                  <small>{t('call.at', { time: timeText(at, snapshot.timezone) })}</small>
                ) : null}
              </span>
            </li>
          ))}
        </ol>
      </div>
      <p className="note" data-tone="done">
        <Icon name="shield" size={44} />
        <span>{t('call.safe')}</span>
      </p>
    </Frame>
  );
};
