/** What this screen keeps: its token and language, under its own path, because screens of one origin share a storage. */
import type { UiLanguage } from '@duoping/client';
import type { Memory } from '../app/app.ts';

/** `storage` may be full or forbidden: then it is kept for this evening only. */
export function openMemory(storage: Storage | null, path: string): Memory {
  const evening: Record<string, string | null> = {};
  const key = (name: string) => `duoping:${path}:${name}`;
  const read = (name: string): string | null => {
    const known = evening[name];
    if (known !== undefined) return known;
    try {
      return storage ? storage.getItem(key(name)) : null;
    } catch {
      return null; // forbidden is as good as empty
    }
  };
  const write = (name: string, value: string | null) => {
    evening[name] = value;
    try {
      if (value === null) storage?.removeItem(key(name));
      else storage?.setItem(key(name), value);
    } catch {
      // kept in `evening`
    }
  };
  return {
    token: () => read('token'),
    setToken: (token) => write('token', token),
    profile: () => read('profile'),
    setProfile: (profile) => write('profile', profile),
    language: () => readLanguage(read('language')),
    setLanguage: (language) => write('language', language),
  };
}

export const readLanguage = (text: string | null): UiLanguage | null => {
  if (text === null || text === '') return null;
  if (/^zh\b/i.test(text)) return 'zh-CN';
  return /^en\b/i.test(text) ? 'en' : null;
};
