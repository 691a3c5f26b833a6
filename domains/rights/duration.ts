/** ISO 8601 durations as partners write them: `P180D`, `-PT12H`, `P1Y6M`. Years and months are kept as such. */

/** Every member carries the duration's sign. Weeks are days; fractions are taken on seconds only. */
export interface Duration {
  readonly months: number;
  readonly days: number;
  readonly timeMs: number;
}

const DURATION =
  /^([+-]?)P(?!$)(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?)?$/;

/** Undefined when the text isn't a duration. */
export function parseDuration(text: string): Duration | undefined {
  const match = DURATION.exec(text.trim());
  if (!match) return undefined;
  const sign = match[1] === '-' ? -1 : 1;
  const part = (group: number): number => Number(match[group] ?? 0);
  const signed = (value: number): number => (value === 0 ? 0 : sign * value);
  return {
    months: signed(part(2) * 12 + part(3)),
    days: signed(part(4) * 7 + part(5)),
    timeMs: signed(Math.round(((part(6) * 60 + part(7)) * 60 + part(8)) * 1000)),
  };
}
