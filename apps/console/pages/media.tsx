/** Every film's way from delivered to playable. */
import { useQuery } from '@tanstack/react-query';
import { api, body } from '../app/api.ts';
import { Head, Panel, Trouble } from '../app/parts.tsx';
import { shownInstant, shownLength } from '../app/show.ts';
import { useWords } from '../app/words.tsx';

export function MediaPage() {
  const words = useWords();
  const { language } = words;
  const media = useQuery({
    queryKey: ['media', language],
    queryFn: () => body(api.GET('/api/media', { params: { query: { language } } })),
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === 'working' || status === 'queued') ? 1_500 : 15_000,
  });
  return (
    <>
      <Head title={words.nav.media} />
      <Trouble error={media.error} />
      <Panel>
        <table className="rows">
          <thead>
            <tr>
              <th>{words.title}</th>
              <th>{words.partner}</th>
              <th>{words.deliveries.statusHead}</th>
              <th>{words.media.duration}</th>
              <th>{words.media.registered}</th>
            </tr>
          </thead>
          <tbody>
            {media.data?.map((job) => (
              <tr key={job.asset}>
                <td>
                  <b>{job.title}</b>
                  <div className="mono quiet">{job.alid}</div>
                </td>
                <td>{job.partner}</td>
                <td style={{ minWidth: 220 }}>
                  <span className={job.status === 'ready' ? 'good' : job.status === 'failed' ? 'bad' : ''}>
                    {words.media.status[job.status] ?? job.status}
                  </span>{' '}
                  {job.status === 'working' ? (
                    <>
                      {Math.round(job.share * 100)} % <span className="quiet">{job.doing}</span>
                      <div className="bar">
                        <i style={{ width: `${job.share * 100}%` }} />
                      </div>
                    </>
                  ) : null}
                  {job.detail ? <div className="bad">{job.detail}</div> : null}
                </td>
                <td>{job.durationSeconds === null ? '' : shownLength(job.durationSeconds)}</td>
                <td className="quiet">{shownInstant(job.registeredAt, words)}</td>
              </tr>
            ))}
            {media.data?.length === 0 ? (
              <tr>
                <td colSpan={5} className="quiet">
                  {words.media.empty}
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </Panel>
    </>
  );
}
