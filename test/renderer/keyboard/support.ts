import file from '../../../locales/pinyin/dictionary.json' with { type: 'json' };
import { openDictionary } from '../../../renderer/keyboard/dictionary.ts';
import { createEngine } from '../../../renderer/keyboard/engine.ts';

export { file };
export const dictionary = openDictionary(file);
export const engine = createEngine(dictionary);

export const textsFor = (buffer: string, purpose: 'text' | 'name' = 'text'): string[] =>
  engine.read(buffer, purpose).candidates.map(({ text }) => text);
export const firstFor = (buffer: string, purpose: 'text' | 'name' = 'text'): string =>
  textsFor(buffer, purpose)[0] ?? '';
