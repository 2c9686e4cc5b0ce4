import { useState } from 'react';
import { Unit } from './unit.tsx';
import { useBench } from './use-bench.tsx';

/** Invented people; the simulator knows what stands on each card. */
const cards = [
  ['citizen', 'Citizen 居民身份证'],
  ['owner', 'Shop owner 经营者身份证'],
  ['hmt', 'HK/Macao/Taiwan 港澳台居民居住证'],
  ['foreign2017', 'Foreign PR 2017 外国人永居证'],
  ['foreign2023', 'Foreign PR 2023 外国人永居证'],
  ['expired', 'Expired 过期'],
  ['unreadable', 'Unreadable 读不出'],
  ['unknown-type', 'Unknown type 未知类型'],
  ['bad-checksum', 'Bad checksum 校验错'],
] as const;

/** Drop a card on the pad, or click it; drag it off, or click the pad, to lift it. */
export const CardPad = () => {
  const { run } = useBench();
  const [lying, setLying] = useState<string | null>(null);
  const lay = (card: string): void => {
    setLying(card);
    run('idReader', { do: 'lay', card });
  };
  const lift = (): void => {
    setLying(null);
    run('idReader', { do: 'lift' });
  };
  const name = cards.find(([id]) => id === lying)?.[1];
  return (
    <Unit of="idReader" title="ID card pad 身份证感应区">
      <button
        type="button"
        className="pad-place"
        data-do="lift"
        data-lying={lying ?? ''}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          const dropped = event.dataTransfer.getData('text/plain');
          if (cards.some(([id]) => id === dropped)) lay(dropped);
        }}
        onClick={lift}
      >
        {name ? (
          <span className="id-card">
            {name}
            <small>click to lift 点击拿起</small>
          </span>
        ) : (
          'drop a card here 把卡拖到这里'
        )}
      </button>
      <div className="unit__row">
        {cards.map(([id, words]) => (
          <button
            type="button"
            key={id}
            className="id-card"
            draggable
            data-do="lay"
            data-card={id}
            onDragStart={({ dataTransfer }) => dataTransfer.setData('text/plain', id)}
            onClick={() => lay(id)}
          >
            {words}
          </button>
        ))}
      </div>
    </Unit>
  );
};
