/** One delivery: its files, what was found, what would change, and the button that makes it so. */
import { Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, body } from '../app/api.ts';
import { Awaited, Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownSize } from '../app/show.ts';
import { upload } from '../app/upload.ts';
import { useWords } from '../app/words.tsx';
import { DeliveryActs, DeliveryHistory, Holds } from './delivery-acts.tsx';
import { DeliveryDiff, DeliveryFigures } from './delivery-diff.tsx';
import { DeliveryRows } from './delivery-rows.tsx';
import type { Review } from './review.ts';

const MEDIA_SHEET = 'media.csv';
const isFilm = (name: string): boolean => /\.(mp4|m4v|mov|mkv)$/i.test(name);

export function DeliveryPage({ id }: { id: string }) {
  const words = useWords();
  const path = { path: { id } };
  const review = useQuery({
    queryKey: ['delivery', id],
    queryFn: () => body(api.GET('/api/deliveries/{id}/review', { params: path })),
  });
  const { data } = review;
  if (!data) return <Awaited title={words.nav.deliveries} error={review.error} />;
  const { counts, unplaced } = data.review ?? { counts: null, unplaced: [] };
  return (
    <>
      <Head
        title={
          <>
            {data.name} <Quiet>{data.partner}</Quiet>
          </>
        }
      >
        <DeliveryActs review={data} />
      </Head>
      <DeliveryFigures review={data} />
      <Panel padded>
        {data.status === 'applied' ? (
          <>
            {words.deliveries.media} <Link to="/console/media">{words.nav.media}</Link>
          </>
        ) : data.status === 'rolled-back' ? (
          words.deliveries.rolledBackSays
        ) : (counts?.errors ?? 0) > 0 ? (
          <span className="bad">
            {words.today.errors(counts?.errors ?? 0)} · {words.deliveries.errorsWait}
          </span>
        ) : data.status === 'read' ? (
          words.deliveries.clean
        ) : null}
        <Holds review={data} />
        {unplaced.map(({ file, code, severity, message }) => (
          <div key={`${file} ${code} ${message}`} className={severity === 'error' ? 'bad' : 'warn'}>
            ● {file}: {message}
          </div>
        ))}
        <Files delivery={data} />
      </Panel>
      <DeliveryRows review={data} />
      <DeliveryDiff review={data} />
      <DeliveryHistory review={data} />
    </>
  );
}

function Files({ delivery }: { delivery: Review }) {
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
function FilmOf({ delivery, file }: { delivery: Review; file: Review['files'][number] }) {
  const words = useWords();
  const queries = useQueryClient();
  const { id, partner, status } = delivery;
  const known = useQuery({
    queryKey: ['works of', partner, words.language],
    queryFn: () => body(api.GET('/api/works', { params: { query: { q: '', from: 0, language: words.language } } })),
  });
  const lines = useQuery({
    queryKey: ['titles of', id, status],
    queryFn: () =>
      body(api.GET('/api/deliveries/{id}/lines', { params: { path: { id }, query: { from: 0, count: 500 } } })),
  });
  const titles = new Map((lines.data?.lines ?? []).map(({ line: { alid, title } }) => [alid, title]));
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
