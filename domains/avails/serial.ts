/** Dates as spreadsheets count them: days since 1900 (with a 29 February 1900 that never was) or since 1904. */
import { DAY_MS, SECOND_MS } from '@duoping/kit';

export type NumberStyle = 'number' | 'date' | 'time';

const DAY_SECONDS = 86_400;
/** 9999-12-31, the last day a spreadsheet knows. */
const LAST_SERIAL = 2_958_465;
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** A day count's ISO form by its stored text: sheets repeat the same few thousand days, so those are kept. */
export function serialReader(date1904: boolean): (stored: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (stored) => {
    if (known.has(stored)) return known.get(stored);
    const iso = isoFromSerial(Number(stored), date1904);
    if (known.size < KEPT_DAYS) known.set(stored, iso);
    return iso;
  };
}

const KEPT_DAYS = 4096;

/** ISO form of a day count, to the nearest second; undefined for days that spreadsheets don't have. */
export function isoFromSerial(serial: number, date1904: boolean): string | undefined {
  const seconds = Math.round(serial * DAY_SECONDS);
  const days = Math.floor(seconds / DAY_SECONDS);
  if (!Number.isFinite(serial) || days < (date1904 ? 0 : 1) || days > LAST_SERIAL) return undefined;
  const rest = seconds - days * DAY_SECONDS;
  if (!date1904 && days === 60) return undefined;
  const shift = !date1904 && days < 60 ? 1 : 0;
  const at = (date1904 ? EPOCH_1904 : EPOCH_1900) + (days + shift) * DAY_MS + rest * SECOND_MS;
  const iso = new Date(at).toISOString();
  return rest === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** The day count of `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS` in the 1900 system; undefined before March 1900. */
export function serialFromIso(iso: string): number | undefined {
  const at = Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : `${iso}Z`);
  const serial = (at - EPOCH_1900) / DAY_MS;
  return serial >= 61 && serial < LAST_SERIAL + 1 ? serial : undefined;
}

/** `1:56:20` of a fraction of a day; hours go beyond 24. */
export function timeFromSerial(serial: number): string | undefined {
  if (!Number.isFinite(serial) || serial < 0) return undefined;
  const seconds = Math.round(serial * DAY_SECONDS);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** What a number format shows (ECMA-376 part 1, §18.8.30 and .31). */
export function styleOfFormat(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) {
    if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time';
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'date' : 'number';
  }
  if (code.toLowerCase() === 'general') return 'number';
  // Literals, escapes, fills, colours, locales and conditions say nothing; elapsed [h] does.
  const bare = code
    .replace(/"[^"]*"?/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/\[[^\]]*\]/g, '');
  if (/[yd]|年|月|日/i.test(bare)) return 'date';
  if (/[hs]/i.test(bare)) return 'time';
  return /m/i.test(bare) ? 'date' : 'number';
}
