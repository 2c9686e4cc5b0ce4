import type { ScreenOf } from '../../electron/contract/screens.ts';
import { useDoor, useWords } from '../kiosk.tsx';

type Line = ScreenOf<'staff'>['paper'][number];

/** How much paper there is, as far as anybody knows, and what somebody has just put in: one touch each. */
export const Paper = ({ lines }: { lines: Line[] }) => {
  const { t } = useWords();
  if (lines.length === 0) return null;
  return (
    <>
      <h2>{t('staff.paper')}</h2>
      <table className="operator__table">
        <tbody>
          {lines.map((line) => (
            <PaperRow key={line.role} line={line} />
          ))}
        </tbody>
      </table>
    </>
  );
};

const PaperRow = ({ line: { role, left, held, low, from, fill } }: { line: Line }) => {
  const { t } = useWords();
  const door = useDoor();
  const unit = role === 'ticketPrinter' ? 'slips' : 'sheets';
  const known = left === undefined ? t('staff.unknown') : t(`staff.left.${unit}`, { n: left });
  return (
    <tr data-paper={role} data-level={left === 0 ? 'act' : low ? 'watch' : undefined}>
      <th scope="row">{t(`staff.paperOf.${role}`)}</th>
      <td>
        {[known, held > 0 ? t('staff.held', { n: held }) : '', low ? t('staff.ticketLow') : '']
          .filter(Boolean)
          .join(' · ')}
        <small>
          {t(
            from === 'printer'
              ? 'staff.printerCounts'
              : left === undefined
                ? 'staff.uncounted'
                : 'staff.countedDown',
          )}
        </small>
      </td>
      <td>
        {from === 'printer'
          ? null
          : fill.map((count) => (
              <button
                type="button"
                key={count}
                className="operator__button operator__button--small"
                data-action={`${role}-${count}`}
                onClick={() => door.intend({ kind: 'staff-paper', role, left: count })}
              >
                {t(role === 'ticketPrinter' ? 'staff.newRoll' : 'staff.filled', { n: count })}
              </button>
            ))}
      </td>
    </tr>
  );
};
