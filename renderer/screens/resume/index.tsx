import { TextField } from '../../components/field.tsx';
import { Icon } from '../../components/icon.tsx';
import { ReasonNote } from '../../components/reason.tsx';
import { WaitPicture } from '../../components/wait-picture.tsx';
import { formatTyped } from '../../keyboard/formats.ts';
import { TypingFrame } from '../../keyboard/typing-frame.tsx';
import { type ScreenProps, useActs, useWords } from '../../kiosk.tsx';

const LONGEST_CODE = 40;

/** The code on the slip of last time opens what was begun; the card is asked for next. */
export const Screen = ({ screen }: ScreenProps<'resume'>) => {
  const { t } = useWords();
  const { setField } = useActs();
  const { code, state, error, unavailable } = screen;
  const opening = state === 'opening';
  return (
    <TypingFrame
      title={t(opening ? 'resume.opening' : 'resume.title')}
      lead={t('resume.lead')}
      main={{ action: 'next', label: t('resume.open'), unavailable, disabled: opening }}
    >
      {unavailable ? <ReasonNote reason={unavailable} /> : null}
      {opening ? (
        <WaitPicture label={t('resume.reading')} />
      ) : (
        <TextField
          id="code"
          label={t('resume.code')}
          value={code}
          onChange={(typed) => setField('code', typed)}
          keys="code"
          format={(typed) => formatTyped('code', typed)}
          maxLength={LONGEST_CODE}
          autoFocus={!unavailable}
          error={error ? t(`errors.${error}`, { defaultValue: t('errors.code') }) : undefined}
          help={t('resume.where')}
        />
      )}
      <p className="note">
        <Icon name="shield" size={44} />
        <span>{t('resume.safe')}</span>
      </p>
    </TypingFrame>
  );
};
