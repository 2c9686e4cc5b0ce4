import { useEffect, useState } from 'react';
import { openDictionary } from './dictionary.ts';
import { createEngine, type Engine } from './engine.ts';

let opening: Promise<Engine> | undefined;

/** Opens the dictionary once; called early, so that it is there at the first touch on a field. */
export const openEngine = (): Promise<Engine> => {
  opening ??= import('../../locales/pinyin/dictionary.json').then((file) =>
    createEngine(openDictionary(file.default)),
  );
  return opening;
};

/** Null for the moment until the dictionary is open: letters are kept and read then. */
export const useEngine = (): Engine | null => {
  const [engine, setEngine] = useState<Engine | null>(null);
  useEffect(() => {
    let current = true;
    void openEngine().then((opened) => {
      if (current) setEngine(() => opened);
    });
    return () => {
      current = false;
    };
  }, []);
  return engine;
};
