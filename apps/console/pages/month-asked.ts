/** The month that the address names, such as `?period=2026-11`. */
import { useRouterState } from '@tanstack/react-router';

export const useMonthAsked = (): string | undefined => {
  const search = useRouterState({ select: ({ location }): string => location.searchStr });
  return new URLSearchParams(search).get('period') ?? undefined;
};
