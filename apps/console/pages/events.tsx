/** The calendar of events: rows that wait for one, a date with what it would open and close, and everything that was ever said. */
import { Button } from '@mantine/core';
import { type InfiniteData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { api, body } from '../app/api.ts';
import { Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownInstant, shownPlace } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { DateEvent, type Subject } from './date-event.tsx';
import { shownEvent, shownTerritories } from './event-words.ts';

const PAGE = 50;

export function EventsPage() {
  const words = useWords();
  const { language } = words;
  const [asking, setAsking] = useState<Subject | 'any' | null>(null);
  const waiting = useInfiniteQuery({
    queryKey: ['events', 'waiting', language],
    initialPageParam: undefined,
    queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
      body(
        api.GET('/api/events/waiting', {
          params: { query: { limit: PAGE, language, ...(pageParam === undefined ? {} : { after: pageParam }) } },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: 60_000,
  });
  const ask = (about: Subject) => {
    setAsking(about);
    window.scrollTo({ top: 0 });
  };
  const rows = pagesOf(waiting.data).flatMap((page) => page.waiting);
  const total = pagesOf(waiting.data)[0]?.total ?? 0;
  return (
    <>
      <Head title={words.nav.events}>
        <Button onClick={() => setAsking(asking === null ? 'any' : null)}>{words.events.date}</Button>
      </Head>
      {asking === null ? null : (
        <DateEvent
          key={asking === 'any' ? 'any' : `${asking.partner} ${asking.alid} ${asking.territory} ${asking.kind ?? ''}`}
          about={asking === 'any' ? undefined : asking}
          onClose={() => setAsking(null)}
        />
      )}
      <Trouble error={waiting.error} />
      <Panel>
        <h2 className="panel-title">{words.events.waiting(total)}</h2>
        <div className="panel-says">
          <Quiet>{words.events.waitingSays}</Quiet>
        </div>
        <Rows
          head={[
            ...[words.title, words.events.event, words.territory, words.partner, words.events.row],
            words.events.since,
          ]}
          none={waiting.data && rows.length === 0 ? words.events.none : undefined}
        >
          {rows.map((row) => (
            <tr key={row.grant}>
              <td>
                <b>{row.title}</b>
                <div className="quiet">
                  {row.licenseType} {row.formatProfile}
                </div>
              </td>
              <td>
                {row.waits.map((wait) => (
                  <div key={`${wait.event} ${wait.lag ?? ''} ${wait.end}`}>
                    <Quiet>
                      {wait.end ? words.events.ends : words.events.begins} {wait.lag === null ? words.events.at : ''}
                    </Quiet>{' '}
                    {shownEvent(wait, words)}
                  </div>
                ))}
              </td>
              <td>{shownTerritories(row.territories)}</td>
              <td>
                {row.partner}
                <div className="mono quiet">{row.contract}</div>
              </td>
              <td>
                <FileOf sha256={row.delivery} partner={row.partner} />
                <div className="quiet">{shownPlace(row.place, words)}</div>
              </td>
              <td className="quiet">{shownInstant(row.since, words)}</td>
              <td>
                <DateIt
                  about={{ ...row, territory: row.territories.include[0] ?? '', kind: row.waits[0]?.event }}
                  says={words.events.dateIt}
                  onDate={ask}
                />
              </td>
            </tr>
          ))}
        </Rows>
        <More list={waiting} />
      </Panel>
      <History onDate={ask} />
    </>
  );
}

/** Who said what of which event, and since when that is known. */
function History({ onDate }: { onDate: (about: Subject) => void }) {
  const words = useWords();
  const { language } = words;
  const said = useInfiniteQuery({
    queryKey: ['events', 'said', language],
    initialPageParam: undefined,
    queryFn: ({ pageParam }: { pageParam: string | undefined }) =>
      body(
        api.GET('/api/events', {
          params: { query: { limit: PAGE, language, ...(pageParam === undefined ? {} : { after: pageParam }) } },
        }),
      ),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const facts = pagesOf(said.data).flatMap(({ events }) => events);
  return (
    <Panel>
      <h2 className="panel-title">{words.events.history}</h2>
      <Trouble error={said.error} />
      <Rows
        head={[
          ...[words.title, words.events.event, words.territory, words.events.when, words.events.said],
          words.events.note,
        ]}
        none={said.data && facts.length === 0 ? words.events.historyNone : undefined}
      >
        {facts.map((fact) => (
          <tr key={fact.id}>
            <td>
              <b>{fact.title}</b>
              <div className="quiet">{fact.partner ?? words.events.everybodySaid}</div>
            </td>
            <td>{words.events.kinds[fact.kind] ?? fact.kind}</td>
            <td>{fact.territory}</td>
            <td>
              {fact.at === null ? <span className="warn">{words.events.undated}</span> : shownInstant(fact.at, words)}
            </td>
            <td className="quiet">
              {shownInstant(fact.knownFrom, words)} · {fact.by}
            </td>
            <td>{fact.note}</td>
            <td>
              {fact.partner === null || fact.alid === null ? null : (
                <DateIt
                  about={{
                    ...{ partner: fact.partner, alid: fact.alid, work: undefined, title: fact.title },
                    ...{ territory: fact.territory, kind: fact.kind },
                  }}
                  says={words.events.moveIt}
                  onDate={onDate}
                />
              )}
            </td>
          </tr>
        ))}
      </Rows>
      <More list={said} />
    </Panel>
  );
}

/** A table whose last column holds what can be done with a row; `none` is said in place of rows. */
function Rows({ head, none, children }: { head: readonly string[]; none: string | undefined; children: ReactNode }) {
  return (
    <table className="rows">
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name}>{name}</th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {children}
        {none === undefined ? null : (
          <tr>
            <td colSpan={head.length + 1} className="quiet">
              {none}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function DateIt({ about, says, onDate }: { about: Subject; says: string; onDate: (about: Subject) => void }) {
  return (
    <Button size="compact-sm" variant="default" aria-label={`${says}: ${about.title}`} onClick={() => onDate(about)}>
      {says}
    </Button>
  );
}

interface Growing {
  readonly hasNextPage: boolean;
  readonly isFetching: boolean;
  fetchNextPage(): Promise<unknown>;
}

function More({ list }: { list: Growing }) {
  const words = useWords();
  if (!list.hasNextPage) return null;
  return (
    <div className="padded-text">
      <Button variant="default" size="xs" loading={list.isFetching} onClick={() => void list.fetchNextPage()}>
        {words.events.more}
      </Button>
    </div>
  );
}

const pagesOf = <Page,>(data: InfiniteData<Page, unknown> | undefined): readonly Page[] => data?.pages ?? [];

/** The delivery that brought the row. */
function FileOf({ sha256, partner }: { sha256: string; partner: string }) {
  const found = useQuery({
    queryKey: ['delivered', sha256],
    queryFn: () => body(api.GET('/api/delivered/{sha256}', { params: { path: { sha256 }, query: { partner } } })),
    staleTime: 60_000,
  });
  const [first] = found.data ?? [];
  if (!first) return <span className="mono">{sha256.slice(0, 12)}</span>;
  return (
    <Link to="/console/deliveries/$id" params={{ id: first.delivery }}>
      {first.file}
    </Link>
  );
}
