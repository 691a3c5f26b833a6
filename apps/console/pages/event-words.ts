/** Events as people say them: `30 days after Theatrical release`. */
import type { Words } from '../words/en.ts';

const PLAIN_LAG = /^([+-]?)P(\d+)([DWMY])$/;

/** An event with its lag; a lag of several units stays as the row writes it. */
export function shownEvent(
  { event, lag }: { readonly event: string; readonly lag: string | null },
  words: Words,
): string {
  const { events } = words;
  const name = events.kinds[event] ?? event;
  if (lag === null) return name;
  const [, sign, count, unit = ''] = PLAIN_LAG.exec(lag) ?? [];
  if (count === undefined) return `${name} (${lag})`;
  const told = events.lag(Number(count), events.units[unit] ?? unit, sign === '-');
  return words.language === 'en' ? `${told} ${name}` : `${name}${told}`;
}

export const shownTerritories = ({
  include,
  exclude,
}: {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}): string => (exclude.length > 0 ? `${include.join(' ')} − ${exclude.join(' ')}` : include.join(' '));
