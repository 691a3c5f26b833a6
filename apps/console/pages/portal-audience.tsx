/** A partner's own audience: a month by day, screen and title, with no figure of too few households. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api, body } from '../app/api.ts';
import { Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownHours, shownMonth } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { type Audience, DayChart } from './day-chart.tsx';
import { useMonthAsked } from './month-asked.ts';

export function PortalAudiencePage() {
  const words = useWords();
  const { business } = words;
  const navigate = useNavigate();
  const period = useMonthAsked();
  const audience = useQuery({
    queryKey: ['own audience', period],
    queryFn: () => body(api.GET('/api/portal/audience', { params: { query: period === undefined ? {} : { period } } })),
    refetchInterval: 60_000,
  });
  const { data } = audience;
  return (
    <>
      <Head title={business.audience}>
        <Select
          aria-label={business.month}
          w={200}
          data={(data?.periods ?? []).map((id) => ({ value: id, label: shownMonth(id, words) }))}
          value={data?.period ?? null}
          allowDeselect={false}
          onChange={(month) => month !== null && void navigate({ to: '/portal/audience', search: { period: month } })}
        />
      </Head>
      <Trouble error={audience.error} />
      {data?.all ? <Told audience={data} all={data.all} /> : null}
      {data && !data.told ? (
        <Panel padded>
          <Quiet>{business.tooFew(data.smallest)}</Quiet>
        </Panel>
      ) : null}
    </>
  );
}

function Told({ audience, all }: { audience: Audience; all: NonNullable<Audience['all']> }) {
  const words = useWords();
  const { business, language } = words;
  const figures = [
    [shownHours(all.watchedMs, words), business.watched],
    [all.plays.toLocaleString(language), business.plays],
    [all.households.toLocaleString(language), business.households],
  ] as const;
  return (
    <>
      <div className="figures">
        {figures.map(([amount, label]) => (
          <div className="figure" key={label}>
            <strong>{amount}</strong>
            {label}
          </div>
        ))}
      </div>
      <Panel padded>
        <h2>{business.byDay}</h2>
        <DayChart audience={audience} />
      </Panel>
      <div className="with-why">
        <Cells
          head={business.byTitle}
          told={audience.titles}
          all={all.watchedMs}
          nameOf={({ key, title }) => title?.[language] ?? Object.values(title ?? {})[0] ?? key}
        />
        <Cells
          head={business.byScreen}
          told={audience.screens}
          all={all.watchedMs}
          nameOf={({ key }) => words.screens[key] ?? key}
        />
      </div>
      <p className="quiet">{audience.smallest > 1 ? business.least(audience.smallest) : ''}</p>
    </>
  );
}

type Told = Audience['titles'];

function Cells({
  head,
  told,
  all,
  nameOf,
}: {
  head: string;
  told: Told;
  all: number;
  nameOf: (cell: Told['cells'][number]) => string;
}) {
  const words = useWords();
  const { business, language } = words;
  const rows = [
    ...told.cells.map((cell) => ({
      ...cell,
      name: nameOf(cell),
      households: cell.households.toLocaleString(language),
    })),
    ...(told.others ? [{ ...told.others, key: '', name: business.others(told.others.cells), households: '' }] : []),
  ];
  return (
    <Panel>
      <table className="rows">
        <thead>
          <tr>
            <th>{head}</th>
            <th className="number">{business.watched}</th>
            <th className="number">{business.plays}</th>
            <th className="number">{business.households}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, watchedMs, plays, households }) => (
            <tr key={key}>
              <td className={key === '' ? 'quiet' : ''}>
                {name}
                <div className="bar thin" aria-hidden>
                  <i style={{ width: `${(watchedMs / all) * 100}%` }} />
                </div>
              </td>
              <td className="number">{shownHours(watchedMs, words)}</td>
              <td className="number">{plays.toLocaleString(language)}</td>
              <td className="number">{households}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
