import type { ReactNode } from 'react';
import type { BenchCommand, BenchRole } from './bench-client.ts';
import { useBench } from './use-bench.tsx';

type UnitProps = { of: BenchRole; title: string; children: ReactNode };

const said = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** One piece of hardware: what the simulator says of itself, and what can be done to it. */
export const Unit = ({ of: role, title, children }: UnitProps) => {
  const { state } = useBench();
  const facts = role === 'central' ? state?.central : state?.devices[role];
  const missing = state !== null && facts === undefined;
  return (
    <section className="unit" data-role={role} data-missing={missing}>
      <h2>{title}</h2>
      {missing ? (
        <p>not in this kiosk's configuration 这台没有配置</p>
      ) : (
        <>
          <dl>
            {Object.entries(facts ?? {}).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{said(value)}</dd>
              </div>
            ))}
          </dl>
          {children}
        </>
      )}
    </section>
  );
};

type DoProps = { of: BenchRole; command: BenchCommand; children: ReactNode };

export const Do = ({ of: role, command, children }: DoProps) => {
  const { run } = useBench();
  return (
    <button type="button" data-do={command.do} onClick={() => run(role, command)}>
      {children}
    </button>
  );
};

/** Buttons from pairs of command and words. */
export const DoList = ({
  of: role,
  list,
}: {
  of: BenchRole;
  list: readonly (readonly [string, string])[];
}) => (
  <div className="unit__row">
    {list.map(([command, words]) => (
      <Do key={command} of={role} command={{ do: command }}>
        {words}
      </Do>
    ))}
  </div>
);
