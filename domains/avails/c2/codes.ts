/** What the numbers of C2 properties stand for. Values written in words are understood too. */
import type { FormatProfile } from '../clause.ts';
import { loose } from '../words.ts';

/** `Resolution` of a Movie: 1 QCIF … 5 D1, 6 720p, 7 1080i, 8 1080p, 9 and 10 4K. */
const RESOLUTIONS: Readonly<Record<string, FormatProfile>> = {
  ...record('1 2 3 4 5', 'SD'),
  ...record('6 7 8', 'HD'),
  ...record('9 10', 'UHD'),
  ...record('sd d1 标清', 'SD'),
  ...record('720p 1080i 1080p hd 高清 超清', 'HD'),
  ...record('2160p 4k uhd', 'UHD'),
};

/** `DefinitionFlag` of a Program: 0 SD, 1 HD, 2 full HD, 3 4K. 4 is a brand of picture and sound, and says no height. */
const DEFINITIONS: Readonly<Record<string, FormatProfile>> = {
  ...record('0 标清 sd', 'SD'),
  ...record('1 2 高清 超清 hd', 'HD'),
  ...record('3 4k uhd', 'UHD'),
};

/** `Type` of a Package: how its members are sold. */
const PACKAGES: Readonly<Record<string, string>> = {
  '0': 'SVOD',
  '3': 'VOD',
  '4': 'SVOD',
  '5': 'VOD',
  svod: 'SVOD',
  tvod: 'VOD',
  ppv: 'VOD',
  pvod: 'VOD',
};

function record<Value>(words: string, value: Value): Record<string, Value> {
  return Object.fromEntries(words.split(' ').map((word) => [word, value]));
}

const look = <Value>(table: Readonly<Record<string, Value>>, text: string | undefined): Value | undefined => {
  const key = loose(text ?? '');
  return Object.hasOwn(table, key) ? table[key] : undefined;
};

export const resolutionProfile = (text: string | undefined): FormatProfile | undefined => look(RESOLUTIONS, text);
export const definitionProfile = (text: string | undefined): FormatProfile | undefined => look(DEFINITIONS, text);
export const packageLicense = (text: string | undefined): string | undefined => look(PACKAGES, text);

/** `20260101235959` as `2026-01-01T23:59:59`, `20260101` as `2026-01-01`; anything else stays as it is. */
export function dateOf(text: string): string {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?$/.exec(text) ?? [];
  if (year === undefined) return text;
  const date = `${year}-${month}-${day}`;
  return hour === undefined ? date : `${date}T${hour}:${minute}:${second}`;
}

/** `01302500` (hours, minutes, seconds, frames) as `1:30:25`; six digits without frames, and plain minutes, too. */
export function durationOf(text: string): string {
  const [, hours = '', minutes, seconds] = /^(\d{2,3})([0-5]\d)([0-5]\d)(?:\d\d)?$/.exec(text) ?? [];
  return minutes === undefined ? text : `${Number(hours)}:${minutes}:${seconds}`;
}

const LANGUAGES: Readonly<Record<string, string>> = {
  ...record('国语 普通话 汉语 中文 华语 chinese mandarin', 'zh'),
  ...record('粤语 cantonese', 'yue'),
  ...record('英语 英文 english', 'en'),
  ...record('日语 日文 japanese', 'ja'),
  ...record('韩语 韩文 korean', 'ko'),
  ...record('法语 french', 'fr'),
  ...record('德语 german', 'de'),
  ...record('西班牙语 spanish', 'es'),
  ...record('俄语 russian', 'ru'),
};

/** Languages by the names that they have in Chinese; other words stay as they are. */
export const languagesOf = (text: string): string =>
  text
    .split(/[,;，；、|/]+/)
    .map((word) => word.trim())
    .filter(Boolean)
    .map((word) => look(LANGUAGES, word) ?? word)
    .join(', ');
