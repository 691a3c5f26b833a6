/** What the content plan's page asks: the plans, and what has come of one. */
import type { paths } from '@duoping/client';
import { useQuery } from '@tanstack/react-query';
import { api, body } from '../app/api.ts';

export type PlanReturns =
  paths['/api/content-plans/{id}/returns']['get']['responses'][200]['content']['application/json'];

export const usePlans = () =>
  useQuery({
    queryKey: ['plans'],
    queryFn: async () =>
      (await body(api.GET('/api/content-plans'))).map(({ id, name }) => ({
        id: String(id),
        names: name as Readonly<Record<string, string>>, // as readContentPlan let it in; the API describes plans as open records
      })),
  });

export const usePlanReturns = (id: string | undefined) =>
  useQuery({
    queryKey: ['plan', id],
    enabled: id !== undefined,
    queryFn: () => body(api.GET('/api/content-plans/{id}/returns', { params: { path: { id: id ?? '' } } })),
    refetchInterval: 60_000,
  });
