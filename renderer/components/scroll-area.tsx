import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useWords } from '../kiosk.tsx';
import { Icon } from './icon.tsx';

type Ends = { above: boolean; below: boolean };

/**
 * Content that may be longer than its place: it scrolls by finger, and two large buttons say that there is more.
 * `again` (the screenId) brings it back to the top.
 */
export const ScrollArea = ({
  children,
  again,
  label,
}: {
  children: ReactNode;
  again: unknown;
  label: string;
}) => {
  const { t } = useWords();
  const area = useRef<HTMLDivElement>(null);
  const [ends, setEnds] = useState<Ends>({ above: false, below: false });

  const look = useCallback((): void => {
    const box = area.current;
    if (!box) return;
    // Measured with the room that the buttons take: what fits without them needs none.
    const room = box.parentElement?.clientHeight ?? box.clientHeight;
    const long = box.scrollHeight - room > 8;
    const above = long && box.scrollTop > 8;
    const below = long && box.scrollHeight - box.clientHeight - box.scrollTop > 8;
    setEnds((was) => (was.above === above && was.below === below ? was : { above, below }));
  }, []);

  useEffect(() => {
    const box = area.current;
    if (!box) return;
    const watcher = new ResizeObserver(look);
    watcher.observe(box);
    for (const child of box.children) watcher.observe(child);
    return () => watcher.disconnect();
  }, [look]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` is what brings it back to the top
  useEffect(() => {
    area.current?.scrollTo({ top: 0 });
    look();
  }, [again, look]);

  const turn = (direction: 1 | -1) => () => {
    const box = area.current;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    box?.scrollBy({ top: direction * box.clientHeight * 0.7, behavior: still ? 'auto' : 'smooth' });
  };
  const longer = ends.above || ends.below;
  return (
    <div className="scroll" data-above={ends.above} data-below={ends.below}>
      <section
        className="scroll__area"
        ref={area}
        onScroll={look}
        tabIndex={longer ? 0 : undefined}
        aria-label={label}
      >
        <div className="scroll__content">{children}</div>
      </section>
      {longer ? (
        <div className="scroll__buttons">
          <button type="button" className="scroll__button" aria-disabled={!ends.above} onClick={turn(-1)}>
            <Icon name="up" size={36} />
            <span>{t('scroll.up')}</span>
          </button>
          <button type="button" className="scroll__button" aria-disabled={!ends.below} onClick={turn(1)}>
            <Icon name="down" size={36} />
            <span>{t('scroll.down')}</span>
          </button>
        </div>
      ) : null}
    </div>
  );
};
