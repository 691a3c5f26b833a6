/** Who is signed in. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body, Refused } from './api.ts';

export interface Visitor {
  readonly id: string;
  readonly names: { readonly 'zh-CN': string; readonly en: string };
  readonly role: string;
}

export const useAccount = () =>
  useQuery({
    queryKey: ['account'],
    queryFn: () =>
      body(api.GET('/api/session')).catch((error: unknown) => {
        if (error instanceof Refused && error.status === 401) return null;
        throw error;
      }),
    staleTime: 60_000,
  });

/** Whom one may be without a password; none outside the demo. */
export const useVisitors = () =>
  useQuery({
    queryKey: ['visitors'],
    queryFn: async (): Promise<readonly Visitor[]> => {
      const answer = await fetch('/demo/visitors');
      return answer.ok ? ((await answer.json()) as { visitors: Visitor[] }).visitors : []; // the demo's own answer
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (person: { email: string; password: string }) => body(api.POST('/api/session', { body: person })),
    onSuccess: () => queries.resetQueries(),
  });
}

export function useVisit() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (visitor: string) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/demo/session', { method: 'POST', headers, body: JSON.stringify({ visitor }) });
      if (!answer.ok) throw new Refused(answer.status, 'not-local', undefined);
    },
    onSuccess: () => queries.resetQueries(),
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => body(api.DELETE('/api/session')),
    onSuccess: () => queries.resetQueries(),
  });
}
