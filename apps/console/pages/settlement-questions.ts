/** What the settlement pages ask: the books and their months, a month's statements, a line down to its receipts. */
import type { paths } from '@duoping/client';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, body } from '../app/api.ts';

export type Statement =
  paths['/api/statements/{period}/{partner}']['get']['responses'][200]['content']['application/json'];
export type Agreement = Statement['agreements'][number];
export type StatementLine = Agreement['lines'][number];
export type Books = paths['/api/books']['get']['responses'][200]['content']['application/json'];

export const useBooks = () =>
  useQuery({ queryKey: ['books'], queryFn: () => body(api.GET('/api/books')), refetchInterval: 60_000 });

/** Of a month that isn't closed as they stand now; nothing is closed by asking. */
export const useStatements = (period: string | undefined) =>
  useQuery({
    queryKey: ['statements', period],
    enabled: period !== undefined,
    queryFn: () => body(api.POST('/api/settlements', { body: { period: period ?? '', previewOnly: true } })),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

export interface LineAsked {
  readonly period: string;
  readonly partner: string;
  readonly line: string;
  readonly isPreview: boolean;
}

export const useReceipts = ({ period, partner, line, isPreview }: LineAsked) =>
  useInfiniteQuery({
    queryKey: ['receipts', period, partner, line, isPreview],
    initialPageParam: '0',
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/statements/{period}/{partner}/lines/{line}', {
          params: {
            path: { period, partner, line },
            query: { after: pageParam, limit: 20, preview: isPreview ? 'true' : 'false' },
          },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });
