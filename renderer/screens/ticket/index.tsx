import { Chip, ChoiceCard, Pill } from '../../components/cards.tsx';
import { Frame } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { useWaitWords } from '../../components/wait-words.tsx';
import { type ScreenProps, useWords } from '../../kiosk.tsx';
import { timeText } from '../../use-clock.ts';

/** Queues with the people waiting; priority and on-behalf are there without standing in the way. */
export const Screen = ({ screen, snapshot: { timezone } }: ScreenProps<'ticket'>) => {
  const { t, text } = useWords();
  const waitWords = useWaitWords();
  const priorities = screen.priorities.filter((priority) => priority !== 'none');
  return (
    <Frame
      title={t('ticket.title')}
      lead={t('ticket.lead')}
      main={
        screen.appointments === 'ask'
          ? { action: 'next', icon: 'card', label: t('ticket.askAppointments') }
          : undefined
      }
    >
      <section className="section ticket__priorities" aria-label={t('ticket.priorities')}>
        <h2 className="section__title">{t('ticket.priorities')}</h2>
        <div className="chips">
          {priorities.map((priority) => (
            <Chip key={priority} choice={priority} selected={screen.priority === priority}>
              {t(`ticket.priority.${priority}`)}
            </Chip>
          ))}
          <Chip choice="on-behalf" selected={screen.onBehalf} icon="people">
            {t('ticket.onBehalf')}
          </Chip>
        </div>
        {screen.appointments ? (
          <p className="note" role="status">
            <Icon name="clock" size={44} />
            <span>{t(`ticket.appointments.${screen.appointments}`)}</span>
          </p>
        ) : null}
      </section>
      <div className="cards ticket__queues" data-columns="2">
        {screen.queues.map((queue) => (
          <ChoiceCard
            key={queue.id}
            choice={queue.id}
            title={text(queue.name)}
            leading={<span className="ticket__prefix">{queue.prefix}</span>}
            unavailable={queue.unavailable}
            detail={
              <>
                {queue.unavailable ? null : (
                  <strong className="ticket__wait">
                    {waitWords(queue.waiting, queue.wait) ?? t('ticket.waitUnknown')}
                  </strong>
                )}
                <span className="ticket__about">
                  {[
                    t(`ticket.kind.${queue.kind}`),
                    queue.windows ? t('ticket.windows', { windows: queue.windows }) : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                  {queue.needsCard ? <Pill>{t('ticket.needsCard')}</Pill> : null}
                  {queue.appointmentAt ? (
                    <Pill tone="leaf">
                      {t('ticket.appointmentAt', { time: timeText(queue.appointmentAt, timezone) })}
                    </Pill>
                  ) : null}
                </span>
              </>
            }
          />
        ))}
      </div>
    </Frame>
  );
};
