import { type FormEvent, useState } from 'react';
import { Do, DoList, Unit } from './unit.tsx';
import { useBench } from './use-bench.tsx';

/** Sheets laid into the feeder, or one on the glass. */
export const Scanner = () => {
  const [page, setPage] = useState(1);
  return (
    <Unit of="scanner" title="Scanner 扫描仪">
      <div className="unit__row">
        {[1, 2, 3, 5, 12].map((pages) => (
          <Do key={pages} of="scanner" command={{ do: 'feed', pages }}>
            Feed {pages} 放 {pages} 页
          </Do>
        ))}
        <Do of="scanner" command={{ do: 'empty' }}>
          Take out 取出
        </Do>
      </div>
      <div className="unit__row">
        <label>
          at page 第
          <input
            type="number"
            min={1}
            max={20}
            value={page}
            onChange={({ target }) => setPage(Math.max(1, Number(target.value)))}
          />
          页
        </label>
        <Do of="scanner" command={{ do: 'jam', page }}>
          Jam 卡纸
        </Do>
      </div>
      <DoList
        of="scanner"
        list={[
          ['hang', 'Hang 无应答'],
          ['cover-open', 'Cover open 开盖'],
          ['cover-closed', 'Cover closed 关盖'],
          ['clear', 'Clear 恢复'],
        ]}
      />
    </Unit>
  );
};

/** What the stand-in central system resolves: a person's phone (浙里办), and the owner's business licence. */
const codes = [
  ['ZLB-TEST-0001', 'Phone 手机码'],
  ['ZLB-TEST-0004', "Owner's phone 经营者手机码"],
  ['LICENCE-TEST-0001', 'Business licence 营业执照码'],
  ['NOBODY-KNOWS', 'Unknown 查不到的码'],
] as const;

/** A text as the code scanner would read it from a telephone. */
export const CodeScanner = () => {
  const { run } = useBench();
  const [text, setText] = useState('');
  const scan = (event: FormEvent): void => {
    event.preventDefault();
    if (text) run('codeScanner', { do: 'scan', text });
  };
  return (
    <Unit of="codeScanner" title="Code scanner 扫码器">
      <div className="unit__row">
        {codes.map(([code, words]) => (
          <Do key={code} of="codeScanner" command={{ do: 'scan', text: code }}>
            {words}
          </Do>
        ))}
      </div>
      <form className="unit__row" onSubmit={scan}>
        <input value={text} aria-label="code 码" onChange={({ target }) => setText(target.value)} />
        <button type="submit" data-do="scan">
          Scan 扫码
        </button>
      </form>
    </Unit>
  );
};

export const Central = () => {
  const { state } = useBench();
  const online = state?.central.online ?? true;
  return (
    <Unit of="central" title="Central system 中心系统">
      <Do of="central" command={{ do: online ? 'offline' : 'online' }}>
        {online ? 'Cut the network 断网' : 'Connect again 恢复网络'}
      </Do>
    </Unit>
  );
};
