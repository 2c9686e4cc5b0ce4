import { Pill } from '../../components/cards.tsx';
import { TextField } from '../../components/field.tsx';
import { WaitPicture } from '../../components/wait-picture.tsx';
import { isTarget, replaceAll } from '../../keyboard/target.ts';
import { TypingFrame } from '../../keyboard/typing-frame.tsx';
import { type ScreenProps, useActs, useWords } from '../../kiosk.tsx';
import './report.css';

const examples = ['slow', 'wrong', 'papers', 'machine', 'unclear'] as const;

/** 办不成事: what could not be got done. It knows already where and what; nobody has to find words for that. */
export const Screen = ({ screen }: ScreenProps<'report'>) => {
  const { t, text } = useWords();
  const { setField } = useActs();
  const { about, state } = screen;
  const where = t(`report.screen.${about.screen}`, { defaultValue: t('report.screen.other') });
  const known = [about.item ? text(about.item) : '', where].filter(Boolean).join(' · ');
  const say = (words: string): void => {
    const input = document.querySelector('[data-field="text"]');
    if (isTarget(input)) replaceAll(input, words);
  };
  return (
    <TypingFrame
      title={t('report.title')}
      lead={t('report.lead')}
      main={{ action: 'confirm', label: t('report.send'), disabled: state === 'saving' }}
    >
      <p className="report__about">
        <span>{t('report.about')}</span>
        <Pill tone="plain">{known}</Pill>
        {about.fault ? (
          <Pill tone="amber">{t(`reason.${about.fault}`, { defaultValue: t('report.fault') })}</Pill>
        ) : null}
      </p>
      {state === 'saving' ? (
        <WaitPicture label={t('report.saving')} />
      ) : (
        <>
          <fieldset className="report__examples" onMouseDown={(event) => event.preventDefault()}>
            <legend className="section__title">{t('report.examples')}</legend>
            <div className="chips">
              {examples.map((example) => (
                <button
                  type="button"
                  key={example}
                  className="chip"
                  onClick={() => say(t(`report.example.${example}`))}
                >
                  {t(`report.example.${example}`)}
                </button>
              ))}
            </div>
          </fieldset>
          <TextField
            id="text"
            label={t('report.text')}
            value={screen.text}
            onChange={(typed) => setField('text', typed)}
            rows={3}
            maxLength={1000}
          />
          <TextField
            id="contact"
            label={t('report.contact')}
            value={screen.contact}
            onChange={(typed) => setField('contact', typed)}
            keys="phone"
            maxLength={40}
            help={t('report.contactHelp')}
          />
        </>
      )}
    </TypingFrame>
  );
};
