import type { ReactNode } from 'react';

type Option<V extends string | number> = { value: V; label: ReactNode; sample?: string };
type SegmentsProps<V extends string | number> = {
  name: string;
  value: V;
  options: Option<V>[];
  onChange: (value: V) => void;
};

/** One of a few, side by side, each at least 88 high. */
export const Segments = <V extends string | number>({ name, value, options, onChange }: SegmentsProps<V>) => (
  <fieldset className="segments">
    <legend className="segments__name">{name}</legend>
    <div className="segments__row">
      {options.map((option) => (
        <button
          type="button"
          key={option.value}
          className="segments__option"
          aria-pressed={option.value === value}
          data-sample={option.sample}
          data-value={option.value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  </fieldset>
);
