import { useEffect, useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Snapshot } from '../electron/contract/snapshot.ts';
import { useCameraNews } from './camera/use-camera-news.ts';
import type { Door } from './client.ts';
import { Cover } from './components/cover.tsx';
import { startWords } from './i18n.ts';
import { DoorProvider, SnapshotProvider, useDoor, useDoorState } from './kiosk.tsx';
import { ScreenView } from './screens/screen-view.tsx';
import { useVisitSigns } from './visit-signs.ts';

/** The whole renderer: draws the newest snapshot, or a calm cover while there is none. */
export const App = ({ door }: { door: Door }) => (
  <DoorProvider door={door}>
    <Root />
  </DoorProvider>
);

const Root = () => {
  const { connection, snapshot } = useDoorState();
  useCameraNews();
  const language = snapshot?.settings.language ?? document.documentElement.lang;
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; the language is followed below
  const words = useMemo(() => startWords(language), []);
  if (words.language !== language) void words.changeLanguage(language);
  return (
    <I18nextProvider i18n={words}>
      {snapshot ? (
        <SnapshotProvider snapshot={snapshot}>
          <Drawn snapshot={snapshot} />
        </SnapshotProvider>
      ) : null}
      {connection === 'open' ? null : <Cover connection={connection} />}
    </I18nextProvider>
  );
};

const Drawn = ({ snapshot }: { snapshot: Snapshot }) => {
  const door = useDoor();
  const { settings, screen, busy, version } = snapshot;
  useVisitSigns(snapshot);

  useEffect(() => {
    const { dataset } = document.documentElement;
    document.documentElement.lang = settings.language;
    dataset.textSize = String(settings.textSize);
    dataset.contrast = settings.contrast;
  }, [settings]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each version is painted anew
  useEffect(() => {
    let second = 0;
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(() => door.painted());
    });
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(second);
    };
  }, [version, door]);

  return (
    <div
      id="root-screen"
      data-screen={screen.name}
      data-language={settings.language}
      data-text-size={settings.textSize}
      data-busy={busy}
      aria-busy={busy}
    >
      <ScreenView snapshot={snapshot} />
    </div>
  );
};
