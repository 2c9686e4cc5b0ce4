import type zhCN from '../../../locales/zh-CN.json';

/** Keys of the slips' texts, `slip.` and what stands under `slip` in `locales/<language>.json`. */
export type SlipKey = `slip.${keyof (typeof zhCN)['slip']}`;

/** Says a text in the citizen's language. */
export type Words = (key: SlipKey, params?: Readonly<Record<string, string | number>>) => string;

/** Texts of a slip file, key without `slip.`; `{{name}}` is replaced by a parameter. */
export type SlipTexts = Readonly<Record<string, string>>;

/**
 * Words from the texts of one language; a text that it lacks is taken from `fallback` (zh-CN).
 * @throws RangeError when neither has it, or a parameter is missing: a mistake in the locale files
 */
export const slipWords =
  (texts: SlipTexts, fallback: SlipTexts): Words =>
  (key, params = {}) => {
    const bare = key.slice('slip.'.length);
    const text = texts[bare] ?? fallback[bare];
    if (text === undefined) throw new RangeError(`no text for ${key}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
      const value = params[name];
      if (value === undefined) throw new RangeError(`${key} needs the parameter ${name}`);
      return String(value);
    });
  };
