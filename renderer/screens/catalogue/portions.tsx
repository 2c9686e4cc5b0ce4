import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../kiosk.tsx';

type PortionsProps<T> = {
  all: readonly T[];
  /** So many are drawn at once, and as many more at a touch. */
  at: number;
  children: (shown: readonly T[]) => ReactNode;
};

/** A list that may be as long as a whole city's catalogue: what is drawn stays short, so that each keystroke paints at once. */
export const Portions = <T,>({ all, at, children }: PortionsProps<T>) => {
  const { t } = useWords();
  const [portions, setPortions] = useState(1);
  const shown = all.slice(0, portions * at);
  const left = all.length - shown.length;
  return (
    <>
      {children(shown)}
      {left > 0 ? (
        <Button look="outlined" icon="down" onPress={() => setPortions(portions + 1)}>
          {t('catalogue.more', { count: Math.min(left, at), left })}
        </Button>
      ) : null}
    </>
  );
};
