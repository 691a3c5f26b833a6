/** What a takedown case demands by when, under its regime. The law's own figures, and the operator's where the law says “at once”. */
import { HOUR_MS, type Instant } from '@duoping/kit';
import { type BusinessCalendar, endOfBusinessDay } from './business-days.ts';
import { type CaseAct, missingIn, type TakedownCase } from './takedown-case.ts';
import { usFederalHolidays } from './us-holidays.ts';

export interface Deadline {
  readonly what: 'remove' | 'forward' | 'forward-counter' | 'restore' | 'complete';
  /** Not before this; null when at once. */
  readonly from: Instant | null;
  readonly by: Instant;
  /** When it was done; null while it isn't. */
  readonly met: Instant | null;
}

export interface CaseClocks {
  /** “Expeditiously”, “promptly”, “immediately”: what this operator holds itself to. */
  readonly atOnceMs: number;
  /** §512(g)(2)(C) counts business days. */
  readonly calendar: BusinessCalendar;
}

export const DEFAULT_CLOCKS: CaseClocks = {
  atOnceMs: 24 * HOUR_MS,
  calendar: { zone: 'America/New_York', holidays: usFederalHolidays },
};

/** §512(g)(2)(C): not less than 10, nor more than 14, business days after the counter-notice. */
const RESTORE_DAYS = { from: 10, by: 14 };

/** In the order in which they fall due. An incomplete notice starts one clock alone: to ask for what it lacks. */
export function deadlinesOf(
  { notice, entries }: Pick<TakedownCase, 'notice' | 'entries'>,
  clocks: CaseClocks,
): readonly Deadline[] {
  const when = (...acts: CaseAct['act'][]): Instant | null => entries.find(({ act }) => acts.includes(act))?.at ?? null;
  const { regime, receivedAt } = notice;
  const atOnce = receivedAt + clocks.atOnceMs;
  const ended = when('closed', 'restored');
  const removed = when('removed');
  if (missingIn(notice).length > 0 && removed === null)
    return [{ what: 'complete', from: null, by: atOnce, met: when('closed') }];
  const deadlines: Deadline[] = [{ what: 'remove', from: null, by: atOnce, met: removed ?? ended }];
  if (regime === 'dmca' || regime === 'cn-468')
    deadlines.push({ what: 'forward', from: null, by: atOnce, met: when('forwarded', 'published') ?? ended });
  const countered = when('countered');
  if (countered === null) return deadlines;
  const soon = countered + clocks.atOnceMs;
  deadlines.push({ what: 'forward-counter', from: null, by: soon, met: when('counter-forwarded') ?? ended });
  if (when('suit-filed') !== null) return deadlines;
  if (regime === 'cn-468') deadlines.push({ what: 'restore', from: null, by: soon, met: ended });
  if (regime === 'dmca')
    deadlines.push({
      what: 'restore',
      from: endOfBusinessDay(countered, RESTORE_DAYS.from, clocks.calendar),
      by: endOfBusinessDay(countered, RESTORE_DAYS.by, clocks.calendar),
      met: ended,
    });
  return deadlines.toSorted((a, b) => a.by - b.by);
}
