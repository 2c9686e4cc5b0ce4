/// <reference types="vite/client" />
import i18next, { type i18n, type Resource } from 'i18next';
import { initReactI18next } from 'react-i18next';

const files = import.meta.glob<{ default: Resource[string][string] }>('../locales/*.json', { eager: true });

/** A language is a file: `locales/<language>.json`. A key that it lacks falls back to zh-CN. */
const resources = (): Resource =>
  Object.fromEntries(
    Object.entries(files).map(([path, file]) => [
      path.replace(/^.*\/|\.json$/g, ''),
      { translation: file.default },
    ]),
  );

export const startWords = (language: string): i18n => {
  const words = i18next.createInstance();
  void words.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    resources: resources(),
    nsSeparator: false,
    interpolation: { escapeValue: false },
    initAsync: false,
    returnNull: false,
    react: { useSuspense: false },
  });
  return words;
};

/** How a language calls itself; what is not known calls itself by its tag. */
export const nameOfLanguage: Record<string, string> = {
  'zh-CN': '中文',
  en: 'English',
  'zh-Hant': '繁體中文',
  ja: '日本語',
  ko: '한국어',
};
