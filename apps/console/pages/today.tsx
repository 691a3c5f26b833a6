/** What needs a person today. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, body } from '../app/api.ts';
import { Figure, Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownDate, shownInstant } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { DEFAULT_PLACE, useCalendar } from './rights-questions.ts';

const DAY_MS = 86_400_000;

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
  const calendar = useCalendar({ ...DEFAULT_PLACE, q: '', from: 0, days: 30 });
  const waiting = (deliveries.data ?? []).filter(({ status }) => status === 'read' || status === 'refused');
  const failed = (media.data ?? []).filter(({ status }) => status === 'failed');
  const ending = (calendar.data?.works ?? []).flatMap((work) => {
    const end = work.stretches[0]?.allow ? work.stretches[0].end : null;
    return end !== null && work.stretches[1]?.allow === false && Date.parse(end) < Date.now() + 30 * DAY_MS
      ? [{ ...work, end }]
      : [];
  });
  const nothing = waiting.length + failed.length + ending.length === 0;

  return (
    <>
      <Head title={words.nav.today} />
      <Trouble error={deliveries.error ?? media.error ?? denials.error ?? calendar.error} />
      <div className="figures">
        <Figure count={waiting.length} tone={waiting.length > 0 ? 'warn' : ''}>
          {words.today.waiting}
        </Figure>
        <Figure count={ending.length}>{words.today.ending}</Figure>
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
            {failed.map(({ asset, title, detail }) => (
              <tr key={asset}>
                <td>
                  <Link to="/console/media">{title}</Link> <span className="bad">{detail}</span>
                </td>
                <td />
              </tr>
            ))}
            {ending
              .sort((a, b) => a.end.localeCompare(b.end))
              .map(({ work, title, end }) => (
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
