/** What if a contract ended, or a delivery were applied: what opens and closes, month by month. Changes nothing. */
import type { paths } from '@duoping/client';
import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { Figure, Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { useWords } from '../app/words.tsx';
import type { Words } from '../words/en.ts';
import { DEFAULT_PLACE, SCREENS, type Screen } from './rights-questions.ts';

const MONTHS = ['3', '6', '12', '36'] as const;

export function WhatIfPage() {
  const words = useWords();
  const [contracts, setContracts] = useState<string[]>([]);
  const [delivery, setDelivery] = useState<string | null>(null);
  const [territory, setTerritory] = useState(DEFAULT_PLACE.territory);
  const [screens, setScreens] = useState<Screen[]>(['tv']);
  const [months, setMonths] = useState<(typeof MONTHS)[number]>('12');
  const sources = useQuery({ queryKey: ['rights-sources'], queryFn: () => body(api.GET('/api/rights/sources')) });
  const deliveries = useQuery({ queryKey: ['deliveries'], queryFn: () => body(api.GET('/api/deliveries')) });
  const ask = { contracts, delivery, territory, screens, months };
  const [asked] = useDebouncedValue(ask, 250);
  const change = useChange(asked);
  return (
    <>
      <Head title={words.nav.whatIf}>
        <TextInput
          aria-label={words.territory}
          w={80}
          maxLength={6}
          value={territory}
          onChange={({ currentTarget }) => setTerritory(currentTarget.value.toUpperCase())}
        />
        <Select
          aria-label={words.whatIf.ahead}
          w={130}
          data={MONTHS.map((value) => ({ value, label: `${value} ${words.calendar.months}` }))}
          value={months}
          onChange={(value) => value !== null && setMonths(value)}
        />
      </Head>
      <Panel padded>
        <div className="line">
          <MultiSelect
            label={words.whatIf.lose}
            w={420}
            clearable
            searchable
            data={[...new Map(sources.data?.map((each) => [each.contract, each])).values()].map((each) => ({
              value: each.contract,
              label: sourceText(each, words),
            }))}
            value={contracts}
            onChange={setContracts}
          />
          <Select
            label={words.whatIf.gain}
            w={320}
            clearable
            data={(deliveries.data ?? [])
              .filter(({ status }) => status === 'read')
              .map((each) => ({ value: each.id, label: `${each.partner} · ${each.name}` }))}
            value={delivery}
            onChange={setDelivery}
          />
          <MultiSelect
            label={words.whatIf.screens}
            w={260}
            data={SCREENS.map((screen) => ({ value: screen, label: words.screens[screen] ?? screen }))}
            value={screens}
            onChange={(chosen) => setScreens(SCREENS.filter((screen) => chosen.includes(screen)))}
          />
        </div>
        <Quiet>{words.whatIf.loseHint}</Quiet>
      </Panel>
      <Trouble error={sources.error ?? deliveries.error ?? change.error} />
      {isEmpty(ask) ? (
        <Panel padded>
          <Quiet>{words.whatIf.none}</Quiet>
        </Panel>
      ) : change.data ? (
        <Outcome change={change.data} />
      ) : change.isPending ? (
        <Quiet>{words.loading}</Quiet>
      ) : null}
    </>
  );
}

type Source = paths['/api/rights/sources']['get']['responses'][200]['content']['application/json'][number];

/** What only waits for an event is no grant, and no supposition closes it. */
const sourceText = ({ partner, contract, works, waiting }: Source, { events }: Words): string =>
  `${partner} · ${contract} (${works})${waiting === 0 ? '' : ` · ${events.waiting(waiting)}`}`;

interface Ask {
  readonly contracts: readonly string[];
  readonly delivery: string | null;
  readonly territory: string;
  readonly screens: readonly Screen[];
  readonly months: string;
}

const isEmpty = ({ contracts, delivery, screens }: Ask): boolean =>
  (contracts.length === 0 && delivery === null) || screens.length === 0;

function useChange(ask: Ask) {
  const { language } = useWords();
  return useQuery({
    queryKey: ['what-if', ask, language],
    enabled: !isEmpty(ask),
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: () => {
      const since = new Date();
      const until = new Date(since);
      until.setMonth(until.getMonth() + Number(ask.months));
      return body(
        api.POST('/api/rights/what-if', {
          body: {
            withoutContracts: [...ask.contracts],
            ...(ask.delivery === null ? {} : { withDelivery: ask.delivery }),
            ...{ territories: [ask.territory], screens: [...ask.screens], language },
            ...{ since: since.toISOString(), until: until.toISOString() },
          },
        }),
      );
    },
  });
}

type Change = NonNullable<ReturnType<typeof useChange>['data']>;

const KINDS = ['opens', 'closes', 'longer', 'shorter'] as const;
const TONES = { opens: 'good', closes: 'bad', longer: 'good', shorter: 'warn' } as const;

function Outcome({ change }: { change: Change }) {
  const words = useWords();
  return (
    <>
      <div className="figures">
        <Figure count={change.touched}>{words.whatIf.touched}</Figure>
        <Figure count={change.removedGrants}>{words.whatIf.removed}</Figure>
        <Figure count={change.addedGrants}>{words.whatIf.added}</Figure>
      </div>
      <Panel>
        <table className="rows">
          <thead>
            <tr>
              <th>{words.whatIf.month}</th>
              <th>{words.screen}</th>
              {KINDS.map((kind) => (
                <th key={kind}>{words.whatIf[kind]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runsOf(change.months).map(({ month, last }) => (
              <tr key={`${month.month} ${month.screen} ${month.verb}`}>
                <td>
                  <b>{monthName(month.month, words.language)}</b>
                  {last === month.month ? null : <Quiet> – {monthName(last, words.language)}</Quiet>}
                </td>
                <td>{words.screens[month.screen] ?? month.screen}</td>
                {KINDS.map((kind) => (
                  <td key={kind}>
                    <Titles works={month[kind]} titles={change.titles} tone={TONES[kind]} />
                  </td>
                ))}
              </tr>
            ))}
            {change.months.length === 0 ? (
              <tr>
                <td colSpan={6} className="quiet">
                  {words.whatIf.unchanged}
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </Panel>
    </>
  );
}

/** Months that follow each other on one screen with the same change, as one. */
function runsOf(months: Change['months']): { month: Change['months'][number]; last: string }[] {
  const runs: { month: Change['months'][number]; last: string }[] = [];
  for (const month of [...months].sort((a, b) => (a.screen < b.screen ? -1 : Number(a.screen > b.screen)))) {
    const run = runs.at(-1);
    const goesOn = run && run.month.screen === month.screen && isNext(run.last, month.month);
    const isSame = run && KINDS.every((kind) => run.month[kind].join(' ') === month[kind].join(' '));
    if (goesOn && isSame) run.last = month.month;
    else runs.push({ month, last: month.month });
  }
  return runs;
}

const isNext = (month: string, other: string): boolean => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return other === `${number === 12 ? year + 1 : year}-${String((number % 12) + 1).padStart(2, '0')}`;
};

const SHOWN = 3;

/** How many, and the first of them by name; the rest when it is opened. */
function Titles({ works, titles, tone }: { works: readonly string[]; titles: Record<string, string>; tone: string }) {
  if (works.length === 0) return <Quiet>–</Quiet>;
  const names = works.map((work) => titles[work] ?? work);
  return (
    <details className="titles">
      <summary>
        <b className={tone}>{works.length}</b>{' '}
        <Quiet>
          {names.slice(0, SHOWN).join(' · ')}
          {names.length > SHOWN ? ' …' : ''}
        </Quiet>
      </summary>
      <ul className="title-list">
        {names.map((name, at) => (
          <li key={works[at]}>{name}</li>
        ))}
      </ul>
    </details>
  );
}

/** `2026-12` as people say it; the month is one of UTC. */
const monthName = (month: string, language: string): string =>
  new Date(`${month}-15T00:00:00Z`).toLocaleDateString(language, { year: 'numeric', month: 'long', timeZone: 'UTC' });
