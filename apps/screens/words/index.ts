/** The catalogue of sentences by language. */
import type { UiLanguage } from '@duoping/client';
import { en } from './en.ts';
import type { Words } from './words.ts';
import { zhCN } from './zh-CN.ts';

export const WORDS = { en, 'zh-CN': zhCN } satisfies Record<UiLanguage, Words>;
export { clockTime, playhead, type Words } from './words.ts';
