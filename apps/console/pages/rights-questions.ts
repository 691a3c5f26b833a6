/** The questions that several pages ask of the rights: a calendar, and why. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { api, body } from '../app/api.ts';
import { useWords } from '../app/words.tsx';

export const SCREENS = ['tv', 'stb', 'phone', 'tablet', 'web'] as const;
export type Screen = (typeof SCREENS)[number];

export interface Place {
  readonly territory: string;
  readonly screen: Screen;
}

/** Where a page begins to look. */
export const DEFAULT_PLACE: Place = { territory: 'CN', screen: 'tv' };

const DAY_MS = 86_400_000;

/** So many titles come with one answer. */
export const CALENDAR_PAGE = 100;

type CalendarAsked = Place & { q: string; from: number; days: number };

const calendarQuery = (ask: CalendarAsked, language: string) => ({
  queryKey: ['calendar', ask, language],
  queryFn: () => {
    const { days, ...rest } = ask;
    const since = new Date();
    const until = new Date(since.getTime() + days * DAY_MS);
    const query = { ...rest, language, since: since.toISOString(), until: until.toISOString() };
    return body(api.GET('/api/rights/calendar', { params: { query } }));
  },
  refetchInterval: 60_000,
});

/** What may be streamed in the next `days`, for the pages that are in sight of a long list, asked anew every minute; `work` finds a row once its page has come. */
export function useCalendarRows(ask: Omit<CalendarAsked, 'from'>, sight: { first: number; end: number }) {
  const { language } = useWords();
  const first = Math.floor(sight.first / CALENDAR_PAGE);
  const last = Math.max(first, Math.floor(Math.max(0, sight.end - 1) / CALENDAR_PAGE));
  const pages = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const answers = useQueries({
    queries: pages.map((page) => calendarQuery({ ...ask, from: page * CALENDAR_PAGE }, language)),
  });
  return {
    total: answers.find(({ data }) => data)?.data?.total,
    error: answers.find(({ error }) => error)?.error ?? null,
    work: (at: number) => answers[Math.floor(at / CALENDAR_PAGE) - first]?.data?.works[at % CALENDAR_PAGE],
  };
}

/** What the server's explanation holds; the API describes it as an open record. */
export interface Explained {
  readonly at: string;
  /** Present when it was asked as known then. */
  readonly knownAt?: string;
  readonly decision:
    | { readonly allow: true; readonly until: number | null; readonly chosen: ExplainedGrant }
    | {
        readonly allow: false;
        readonly until: number | null;
        readonly reasons: readonly string[];
        readonly nearestMiss: ExplainedGrant | null;
      };
  readonly denials: readonly {
    readonly id: string;
    readonly kind: string;
    readonly authority: string;
    readonly case?: string;
  }[];
  readonly grants: readonly {
    readonly grant: ExplainedGrant;
    readonly fails: readonly string[];
    readonly partner: string;
    readonly contract: string;
    readonly contractVersion: number;
    readonly delivery: string;
    readonly place: Readonly<Record<string, string | number>>;
  }[];
}

export interface ExplainedGrant {
  readonly id: string;
  readonly licenseType: string;
  readonly partner: string;
  readonly window: { readonly start: unknown; readonly end: unknown };
  /** Present where it is granted once these are dated. */
  readonly waits?: readonly { readonly event: string; readonly lag?: string }[];
}

/** Without `knownAt`, as known now. */
export function useWhy(ask: (Place & { work: string; at: string; knownAt?: string }) | null) {
  return useQuery({
    queryKey: ['why', ask],
    enabled: ask !== null,
    queryFn: async () => {
      if (ask === null) return null;
      const query = { ...ask, verb: 'stream' as const };
      return (await body(api.GET('/api/rights/explain', { params: { query } }))) as unknown as Explained; // see Explained
    },
  });
}
