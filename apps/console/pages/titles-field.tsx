/** Fields in which titles are looked for by name: several works at once, or one that a partner offers. */
import type { paths } from '@duoping/client';
import { MultiSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { useWords } from '../app/words.tsx';

type Found = paths['/api/works']['get']['responses'][200]['content']['application/json']['works'];

/** What was found for the letters typed so far; what somebody is about to press stays until others are found. */
function useTitles(): { readonly found: Found; readonly typed: string; readonly setTyped: (typed: string) => void } {
  const { language } = useWords();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 150);
  const works = useQuery({
    queryKey: ['works', q, language],
    queryFn: () => body(api.GET('/api/works', { params: { query: { q, language, from: 0 } } })),
    placeholderData: keepPreviousData,
  });
  return { found: works.data?.works ?? [], typed, setTyped };
}

/** Works; those chosen keep their names. */
export function Titles({ value, onChange }: { value: string[]; onChange: (works: string[]) => void }) {
  const words = useWords();
  const { found, typed, setTyped } = useTitles();
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const options = new Map([
    ...value.map((work) => [work, names.get(work) ?? work] as const),
    ...found.map(({ work, title }) => [work, title] as const),
  ]);
  return (
    <MultiSelect
      label={words.takedowns.titles}
      searchable
      filter={({ options: all }) => all}
      data={[...options].map(([work, title]) => ({ value: work, label: title }))}
      value={value}
      onChange={(chosen) => {
        setNames(options);
        onChange(chosen);
      }}
      searchValue={typed}
      onSearchChange={setTyped}
      w={460}
    />
  );
}

/** One partner's offer of a title. */
export interface Offered {
  readonly partner: string;
  readonly alid: string;
  /** Undefined where the catalog has no work of it yet. */
  readonly work: string | undefined;
  readonly title: string;
}

export function OfferedTitle(field: { value: Offered | undefined; onChange: (title: Offered | undefined) => void }) {
  const words = useWords();
  const { value, onChange } = field;
  const { found, typed, setTyped } = useTitles();
  const offered = new Map<string, Offered>(
    found.flatMap(({ work, title, offers }) =>
      offers.map(({ partner, alid }) => [keyOf({ partner, alid }), { partner, alid, work, title }] as const),
    ),
  );
  if (value) offered.set(keyOf(value), value);
  return (
    <Select
      label={words.title}
      searchable
      w={320}
      filter={({ options }) => options}
      data={[...offered].map(([key, { title, partner }]) => ({ value: key, label: `${title} · ${partner}` }))}
      value={value ? keyOf(value) : null}
      onChange={(key) => onChange(key === null ? undefined : offered.get(key))}
      searchValue={typed}
      onSearchChange={setTyped}
    />
  );
}

const keyOf = ({ partner, alid }: Pick<Offered, 'partner' | 'alid'>): string => JSON.stringify([partner, alid]);
