/** What needs a person today. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, body } from '../app/api.ts';
import { Figure, Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownDate, shownInstant } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { DEFAULT_PLACE } from './rights-questions.ts';

/** So many titles that wait for an event are named. */
const NAMED = 3;

export function TodayPage() {
  const words = useWords();
  const { language } = words;
  const deliveries = useQuery({ queryKey: ['deliveries'], queryFn: () => body(api.GET('/api/deliveries')) });
  const media = useQuery({
    queryKey: ['media', language],
    queryFn: () => body(api.GET('/api/media', { params: { query: { language } } })),
  });
  const denials = useQuery({
    queryKey: ['withdrawals', language],
    queryFn: () => body(api.GET('/api/withdrawals', { params: { query: { language } } })),
  });
  const undated = useQuery({
    queryKey: ['events', 'undated', language],
    queryFn: () => body(api.GET('/api/events/waiting', { params: { query: { limit: NAMED, language } } })),
  });
  const leaving = useQuery({
    queryKey: ['ending', language],
    queryFn: () => body(api.GET('/api/rights/ending', { params: { query: { ...DEFAULT_PLACE, language } } })),
    refetchInterval: 60_000,
  });
  const waiting = (deliveries.data ?? []).filter(({ status }) => status === 'read' || status === 'refused');
  const failed = (media.data ?? []).filter(({ status }) => status === 'failed');
  const ending = leaving.data?.works ?? [];
  const rowsUndated = undated.data?.total ?? 0;
  const nothing = waiting.length + failed.length + ending.length + rowsUndated === 0;

  return (
    <>
      <Head title={words.nav.today} />
      <Trouble error={deliveries.error ?? media.error ?? denials.error ?? undated.error ?? leaving.error} />
      <div className="figures">
        <Figure count={waiting.length} tone={waiting.length > 0 ? 'warn' : ''}>
          {words.today.waiting}
        </Figure>
        <Figure count={leaving.data?.total ?? 0}>{words.today.ending}</Figure>
        <Figure count={failed.length} tone={failed.length > 0 ? 'bad' : ''}>
          {words.today.jobs}
        </Figure>
        <Figure count={denials.data?.filter(({ kind }) => kind !== 'clearance').length ?? 0}>
          {words.today.takedowns}
        </Figure>
      </div>
      <Panel>
        <table className="rows">
          <thead>
            <tr>
              <th>{words.today.needs}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {waiting.map((delivery) => (
              <tr key={delivery.id}>
                <td>
                  <Link to="/console/deliveries/$id" params={{ id: delivery.id }}>
                    {delivery.partner} · {delivery.name}
                  </Link>{' '}
                  {delivery.counts && delivery.counts.errors > 0 ? (
                    <span className="bad">{words.today.errors(delivery.counts.errors)}</span>
                  ) : null}
                </td>
                <td className="quiet">{shownInstant(delivery.receivedAt, words)}</td>
              </tr>
            ))}
            {rowsUndated > 0 ? (
              <tr>
                <td>
                  <Link to="/console/events">{words.events.waiting(rowsUndated)}</Link>{' '}
                  <Quiet>{[...new Set(undated.data?.waiting.map(({ title }) => title))].join(' · ')}</Quiet>
                </td>
                <td />
              </tr>
            ) : null}
            {failed.map(({ asset, title, detail }) => (
              <tr key={asset}>
                <td>
                  <Link to="/console/media">{title}</Link> <span className="bad">{detail}</span>
                </td>
                <td />
              </tr>
            ))}
            {ending.map(({ work, title, end }) => (
              <tr key={work}>
                <td>
                  <Link to="/console/calendar" search={{ q: title }}>
                    {title}
                  </Link>{' '}
                  <Quiet>{words.today.endsOn}</Quiet>
                </td>
                <td>{shownDate(end, words)}</td>
              </tr>
            ))}
            {nothing ? (
              <tr>
                <td className="quiet">{words.today.nothing}</td>
                <td />
              </tr>
            ) : null}
          </tbody>
        </table>
      </Panel>
    </>
  );
}
