/** Arithmetic on lists of half-open windows: sorted, apart from each other, none of them empty. */
import type { Instant, Window } from '@duoping/kit';

/** Sorted and joined where they touch or overlap. */
export function joinWindows(windows: readonly Window[]): Window[] {
  const joined: { start: Instant; end: Instant | null }[] = [];
  for (const { start, end } of windows.filter(isSome).sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (!last || (last.end !== null && last.end < start)) joined.push({ start, end });
    else last.end = last.end === null || end === null ? null : Math.max(last.end, end);
  }
  return joined;
}

/** What is left of `windows` without `less`. */
export function withoutWindows(windows: readonly Window[], less: readonly Window[]): Window[] {
  return joinWindows(less).reduce<Window[]>(
    (left, gap) => left.flatMap((window) => [before(window, gap.start), from(window, gap.end)]).filter(isSome),
    joinWindows(windows),
  );
}

/** What of `windows` lies in `during`. */
export const windowsDuring = (windows: readonly Window[], during: Window): Window[] =>
  joinWindows(windows)
    .map((window) => from(before(window, during.end), during.start))
    .filter(isSome);

/** Milliseconds of joined windows that lie in `during`; infinite when one of them and that never end. */
export function lengthDuring(windows: readonly Window[], during: Window): number {
  const until = during.end ?? Number.POSITIVE_INFINITY;
  let length = 0;
  for (const { start, end } of windows)
    length += Math.max(0, Math.min(end ?? until, until) - Math.max(start, during.start));
  return length;
}

const isSome = ({ start, end }: Window): boolean => end === null || start < end;

/** The part of a window before an instant; null is never. */
const before = ({ start, end }: Window, at: Instant | null): Window => ({
  start,
  end: at === null ? end : Math.min(at, end ?? at),
});

/** The part of a window from an instant on; of one that never comes, nothing. */
const from = ({ start, end }: Window, at: Instant | null): Window =>
  at === null ? { start, end: start } : { start: Math.max(start, at), end };
