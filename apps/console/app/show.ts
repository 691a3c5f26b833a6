/** How values are shown: instants in the person's own zone, sizes and counts with their units. */
import type { Words } from '../words/en.ts';
import { Refused } from './api.ts';

export const shownDate = (instant: string, { language }: Words): string =>
  new Date(instant).toLocaleDateString(language, { year: 'numeric', month: 'short', day: 'numeric' });

/** In the person's own zone, or in the one that is named. */
export const shownInstant = (instant: string, { language }: Words, timeZone?: string): string =>
  new Date(instant).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short', timeZone });

/** `November 2026` of `2026-11`. */
export const shownMonth = (period: string, { language }: Words): string =>
  new Date(`${period}-15T12:00:00Z`).toLocaleDateString(language, { year: 'numeric', month: 'long', timeZone: 'UTC' });

/** Watched time: hours with one digit after the point, below one hour minutes and seconds. */
export const shownHours = (ms: number, words: Words): string =>
  ms < 3_600_000
    ? shownLength(ms / 1000)
    : `${(ms / 3_600_000).toLocaleString(words.language, { maximumFractionDigits: 1 })} ${words.business.hours}`;

/** The name in the person's language, else the plain one. */
export const shownName = (
  { name, names }: { readonly name: string; readonly names: Readonly<Record<string, string>> },
  { language }: Words,
): string => names[language] ?? name;

export function shownSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** step;
  return `${amount.toFixed(step === 0 || amount >= 100 ? 0 : 1)} ${units[step]}`;
}

export const shownLength = (seconds: number): string => {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return parts.map((part, place) => (place === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
};

/** What went wrong, in the person's words where we have them. */
export const shownRefusal = (error: unknown, { refused }: Words): string =>
  error instanceof Refused ? (refused[error.reason] ?? error.message) : String(error);

/** A place in a delivered file: `row 10 · sheet Movies`. */
export const shownPlace = (place: Readonly<Record<string, string | number | undefined>>, { places }: Words): string =>
  Object.entries(place)
    .map(([name, value]) => `${places[name] ?? name} ${value ?? ''}`)
    .join(' · ');
