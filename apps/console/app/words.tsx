/** The language of the console: the person's choice, else the browser's. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { en, type Words } from '../words/en.ts';
import { zhCN } from '../words/zh-CN.ts';

const KEPT = 'duoping-console-language';
const LanguageContext = createContext<{ words: Words; turn: () => void }>({ words: en, turn: () => {} });

export function WordsProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() => localStorage.getItem(KEPT) ?? navigator.language);
  const words = language.startsWith('zh') ? zhCN : en;
  useEffect(() => {
    document.documentElement.lang = words.language;
  }, [words]);
  const value = useMemo(
    () => ({
      words,
      turn() {
        const next = words === en ? 'zh-CN' : 'en';
        localStorage.setItem(KEPT, next);
        setLanguage(next);
      },
    }),
    [words],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export const useWords = (): Words => useContext(LanguageContext).words;
export const useTurnLanguage = (): (() => void) => useContext(LanguageContext).turn;
