/** One delivery: its files, what was found, what would change, and the button that makes it so. */
import { Button, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, body, upload } from '../app/api.ts';
import { Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownSize } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { type Delivery, Report } from './report.tsx';

const MEDIA_SHEET = 'media.csv';
const isFilm = (name: string): boolean => /\.(mp4|m4v|mov|mkv)$/i.test(name);

export function DeliveryPage({ id }: { id: string }) {
  const words = useWords();
  const queries = useQueryClient();
  const path = { path: { id } };
  const delivery = useQuery({
    queryKey: ['delivery', id],
    queryFn: () => body(api.GET('/api/deliveries/{id}', { params: path })),
  });
  const apply = useMutation({
    mutationFn: () => body(api.POST('/api/deliveries/{id}/apply', { params: path })),
    onSettled: () => queries.invalidateQueries(),
  });
  const { data } = delivery;
  if (!data) return delivery.error ? <Trouble error={delivery.error} /> : <Quiet>{words.loading}</Quiet>;
  const errors = data.report?.counts.errors ?? 0;
  return (
    <>
      <Head
        title={
          <>
            {data.name} <Quiet>{data.partner}</Quiet>
          </>
        }
      >
        {data.status === 'applied' ? (
          <b className="good">{words.deliveries.applied}</b>
        ) : (
          <Button disabled={data.status !== 'read'} loading={apply.isPending} onClick={() => apply.mutate()}>
            {words.deliveries.apply}
          </Button>
        )}
      </Head>
      <Trouble error={apply.error} />
      <Panel padded>
        {data.status === 'applied' ? (
          <>
            {words.deliveries.media} <Link to="/console/media">{words.nav.media}</Link>
          </>
        ) : errors > 0 ? (
          <span className="bad">
            {words.today.errors(errors)}. {words.deliveries.errorsWait}
          </span>
        ) : (
          words.deliveries.clean
        )}
        <Files delivery={data} />
      </Panel>
      <Report delivery={data} />
    </>
  );
}

function Files({ delivery }: { delivery: Delivery }) {
  const words = useWords();
  const hasSheet = delivery.files.some(({ name }) => name === MEDIA_SHEET);
  return (
    <ul>
      {delivery.files.map((file) => (
        <li key={file.name}>
          {file.name} <Quiet>{shownSize(file.sizeBytes)}</Quiet>{' '}
          <span className="mono quiet">{file.sha256.slice(0, 12)}</span>
          {isFilm(file.name) && !hasSheet && delivery.status !== 'applied' ? (
            <FilmOf delivery={delivery} file={file} />
          ) : null}
        </li>
      ))}
      {hasSheet ? null : <li className="quiet">{words.deliveries.files}: metadata.csv, media.csv</li>}
    </ul>
  );
}

/** Says which title a film belongs to, by writing the drop's media.csv. */
function FilmOf({ delivery, file }: { delivery: Delivery; file: Delivery['files'][number] }) {
  const words = useWords();
  const queries = useQueryClient();
  const { id, partner, report } = delivery;
  const known = useQuery({
    queryKey: ['works of', partner, words.language],
    queryFn: () => body(api.GET('/api/works', { params: { query: { q: '', from: 0, language: words.language } } })),
  });
  const lines = [...(report?.diff.appears ?? []), ...(report?.diff.changes ?? []).map(({ after }) => after)];
  const titles = new Map(lines.map(({ alid, title }) => [alid, title]));
  for (const work of known.data?.works ?? [])
    for (const offer of work.offers)
      if (offer.partner === partner && !titles.has(offer.alid)) titles.set(offer.alid, work.title);
  const join = useMutation({
    mutationFn: async (alid: string) => {
      const cells = [alid, file.name, file.sha256, 'video', ''].map((text) => `"${text.replaceAll('"', '""')}"`);
      const sheet = new Blob([`alid,file,sha256,track,language\n${cells.join(',')}\n`]);
      await upload(`/api/deliveries/${id}/files/${MEDIA_SHEET}`, sheet, () => {});
      await body(api.POST('/api/deliveries/{id}/review', { params: { path: { id } } }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['delivery', id] }),
  });
  return (
    <>
      <Select
        mt={4}
        w={420}
        searchable
        aria-label={words.deliveries.ofTitle}
        placeholder={words.deliveries.ofTitle}
        data={[...titles].map(([value, title]) => ({ value, label: `${title} · ${value}` }))}
        disabled={join.isPending}
        value={null}
        onChange={(alid) => alid !== null && join.mutate(alid)}
      />
      <Trouble error={join.error} />
    </>
  );
}
