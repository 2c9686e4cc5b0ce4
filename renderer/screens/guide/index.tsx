import { useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { Frame } from '../../components/frame.tsx';
import { Icon } from '../../components/icon.tsx';
import { type ScreenProps, useActs, useWords } from '../../kiosk.tsx';
import { useSpoken } from '../../spoken.ts';
import { GuidePicture } from './picture.tsx';

/**
 * 教办: one step at a time, large, with its picture, and spoken from its recording or by a voice of the system. The text is always
 * there.
 */
export const Screen = ({ screen, snapshot }: ScreenProps<'guide'>) => {
  const { t, text } = useWords();
  const { act } = useActs();
  const { language } = snapshot.settings;
  const total = screen.steps.length;
  const words = screen.steps[screen.step];
  const current = words ? text(words.text) : '';
  const now = useRef<HTMLLIElement>(null);
  const last = screen.step >= total - 1;

  // A recording is in the language that every text of the catalogue has: nobody who reads another is talked to in it.
  const spoken = useSpoken(current, language, language.startsWith('zh') ? screen.recording : undefined);

  const again = `${screen.step} ${snapshot.screenId} ${snapshot.settings.textSize} ${language} ${spoken.available}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` is what moves the step on the screen
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      now.current?.scrollIntoView({ block: 'nearest' });
      // Of a step that is higher than its place, the beginning.
      now.current?.querySelector('.guide__words')?.scrollIntoView({ block: 'nearest' });
    });
    return () => cancelAnimationFrame(frame);
  }, [again]);

  return (
    <Frame
      title={t('guide.title')}
      lead={t('guide.lead', { step: screen.step + 1, total })}
      main={
        last
          ? { label: t('guide.last'), onPress: () => act('back') }
          : { action: 'next', label: t('guide.next') }
      }
      alternatives={screen.step > 0 ? [{ choice: String(screen.step - 1), label: t('guide.previous') }] : []}
    >
      <ol className="guide">
        {screen.steps.map(({ text: step }, index) => (
          <li
            key={text(step)}
            ref={index === screen.step ? now : undefined}
            className="guide__step"
            data-state={index < screen.step ? 'done' : index === screen.step ? 'now' : 'next'}
            aria-current={index === screen.step ? 'step' : undefined}
          >
            <span className="guide__number">
              {index < screen.step ? <Icon name="check" size={40} /> : index + 1}
            </span>
            <div className="guide__body">
              <span className="guide__words">{text(step)}</span>
              {index === screen.step ? <GuidePicture picture={screen.picture} /> : null}
              {index === screen.step && spoken.available ? (
                <div className="guide__listen">
                  <Button
                    look="quiet"
                    icon={spoken.playing ? 'close' : 'sound'}
                    onPress={spoken.playing ? spoken.stop : spoken.play}
                  >
                    {t(spoken.playing ? 'guide.stop' : 'guide.listen')}
                  </Button>
                </div>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </Frame>
  );
};
