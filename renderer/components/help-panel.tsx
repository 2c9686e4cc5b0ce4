import type { Screen } from '../../electron/contract/screens.ts';
import { useSnapshot, useWords } from '../kiosk.tsx';
import { Button } from './button.tsx';
import { Panel } from './panel.tsx';

/** Where no visit runs there is nothing to report on and nothing to end: a person can still be called. */
const visitless = new Set(['take-belongings', 'out-of-service']);
/** Nor on the report itself; and what is being printed can't be left. */
const reportless = new Set([...visitless, 'printing', 'report']);

/** The screen itself says that somebody has been told. */
const isCalled = (screen: Screen): boolean =>
  screen.name === 'call' || (screen.name === 'printing' && screen.toldAt !== undefined);

/** A person, a report, or the end: from every screen, two touches; while it prints, the report waits for a moment. */
export const HelpPanel = ({ onClose }: { onClose: () => void }) => {
  const { t } = useWords();
  const { screen } = useSnapshot();
  return (
    <Panel title={t('help.title')} lead={t('help.lead')} onClose={onClose}>
      <div className="panel__list">
        {isCalled(screen) ? null : (
          <Button look="filled" action="call-staff" icon="help" onPress={onClose}>
            <Two title={t('action.callStaff')} detail={t('help.callStaff')} />
          </Button>
        )}
        {reportless.has(screen.name) ? null : (
          <Button action="report" icon="report" onPress={onClose}>
            <Two title={t('action.report')} detail={t('help.report')} />
          </Button>
        )}
        {visitless.has(screen.name) ? null : (
          <Button action="end-session" icon="exit" onPress={onClose}>
            <Two title={t('action.endSession')} detail={t('help.endSession')} />
          </Button>
        )}
      </div>
    </Panel>
  );
};

const Two = ({ title, detail }: { title: string; detail: string }) => (
  <>
    <span className="two__title">{title}</span>
    <span className="two__detail">{detail}</span>
  </>
);
