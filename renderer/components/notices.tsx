import type { ScreenOf } from '../../electron/contract/screens.ts';
import { useWords } from '../kiosk.tsx';
import { Icon } from './icon.tsx';

/** What the hall wants everybody to know. */
export const Notices = ({ notices }: { notices: ScreenOf<'home'>['notices'] }) => {
  const { text } = useWords();
  return notices.map((notice) => (
    <p className="note" key={notice.id} data-tone={notice.level === 'warning' ? 'attention' : 'plain'}>
      <Icon name="info" size={44} />
      <span>{text(notice.text)}</span>
    </p>
  ));
};
