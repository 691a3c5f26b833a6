/** The questions that several pages ask of the rights: a calendar, and why. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
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

/** What may be streamed in the next `days`, a page of titles at a time. Asked anew every minute. */
export function useCalendar(ask: Place & { q: string; from: number; days: number }) {
  const { language } = useWords();
  const { days, ...rest } = ask;
  return useQuery({
    queryKey: ['calendar', ask, language],
    queryFn: () => {
      const since = new Date();
      const until = new Date(since.getTime() + days * DAY_MS);
      const query = { ...rest, language, since: since.toISOString(), until: until.toISOString() };
      return body(api.GET('/api/rights/calendar', { params: { query } }));
    },
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

/** What the server's explanation holds; the API describes it as an open record. */
export interface Explained {
  readonly at: string;
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
}

export function useWhy(ask: (Place & { work: string; at: string }) | null) {
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
