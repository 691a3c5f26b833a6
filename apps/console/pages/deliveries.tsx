/** All deliveries, and the place where a partner's files are dropped. */
import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type DragEvent, useRef, useState } from 'react';
import { api, body } from '../app/api.ts';
import { Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownInstant, shownSize } from '../app/show.ts';
import { upload } from '../app/upload.ts';
import { useWords } from '../app/words.tsx';

const TONES: Readonly<Record<string, string>> = { applied: 'good', refused: 'bad', 'rolled-back': 'quiet' };

export function DeliveriesPage() {
  const words = useWords();
  const navigate = useNavigate();
  const deliveries = useQuery({
    queryKey: ['deliveries'],
    queryFn: () => body(api.GET('/api/deliveries')),
    refetchInterval: 10_000,
  });
  return (
    <>
      <Head title={words.nav.deliveries} />
      <Drop />
      <Trouble error={deliveries.error} />
      <Panel>
        <table className="rows">
          <thead>
            <tr>
              <th>{words.deliveries.name}</th>
              <th>{words.partner}</th>
              <th>{words.deliveries.statusHead}</th>
              <th>{words.deliveries.findings}</th>
              <th>{words.deliveries.changes}</th>
              <th>{words.deliveries.received}</th>
            </tr>
          </thead>
          <tbody>
            {deliveries.data?.map(({ id, name, partner, status, counts, diff, receivedAt }) => (
              <tr
                key={id}
                className="open"
                onClick={() => void navigate({ to: '/console/deliveries/$id', params: { id } })}
              >
                <td>
                  <button type="button" className="plain">
                    {name}
                  </button>
                </td>
                <td>{partner}</td>
                <td className={TONES[status] ?? 'warn'}>{words.deliveries.status[status] ?? status}</td>
                <td>
                  {counts === null ? null : (
                    <>
                      <span className={counts.errors > 0 ? 'bad' : 'quiet'}>{counts.errors}</span> ·{' '}
                      <span className={counts.warnings > 0 ? 'warn' : 'quiet'}>{counts.warnings}</span> ·{' '}
                      <span className="quiet">{counts.notices}</span>
                    </>
                  )}
                </td>
                <td>
                  {diff === null ? null : (
                    <>
                      <span className="good">+{diff.appears}</span> <span className="bad">−{diff.disappears}</span>{' '}
                      <span className="warn">~{diff.changes}</span>
                    </>
                  )}
                </td>
                <td className="quiet">{shownInstant(receivedAt, words)}</td>
              </tr>
            ))}
            {deliveries.data?.length === 0 ? (
              <tr>
                <td colSpan={6} className="quiet">
                  {words.deliveries.empty}
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </Panel>
    </>
  );
}

function Drop() {
  const words = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [files, setFiles] = useState<readonly File[]>([]);
  const [partner, setPartner] = useState<string | null>(null);
  const [reading, setReading] = useState(false);
  const [sent, setSent] = useState<{ name: string; share: number } | null>(null);
  const partners = useQuery({ queryKey: ['partners'], queryFn: () => body(api.GET('/api/partners')) });

  const send = useMutation({
    mutationFn: async (from: string) => {
      const name = files[0]?.name ?? '';
      const { id } = await body(api.POST('/api/deliveries', { body: { partner: from, name } }));
      for (const file of files) {
        const path = `/api/deliveries/${id}/files/${encodeURIComponent(file.name)}`;
        await upload(path, file, (share) => setSent({ name: file.name, share }));
      }
      setReading(true);
      await body(api.POST('/api/deliveries/{id}/review', { params: { path: { id } } }));
      return id;
    },
    onSettled: () => {
      setSent(null);
      setReading(false);
    },
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: ['deliveries'] });
      await navigate({ to: '/console/deliveries/$id', params: { id } });
    },
  });

  function dropped(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    setFiles([...event.dataTransfer.files]);
  }

  return (
    <Panel padded>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same by keyboard */}
      <div
        className="drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
      >
        <p>{words.deliveries.drop}</p>
        <Button variant="default" mt="sm" onClick={() => input.current?.click()}>
          {words.deliveries.choose}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={words.deliveries.choose}
          onChange={({ currentTarget }) => setFiles([...(currentTarget.files ?? [])])}
        />
      </div>
      {files.length > 0 ? (
        <>
          <ul>
            {files.map((file) => (
              <li key={file.name}>
                {file.name} <Quiet>{shownSize(file.size)}</Quiet>
                {sent?.name === file.name ? (
                  <div className="bar">
                    <i style={{ width: `${sent.share * 100}%` }} />
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
          <div className="line">
            <Select
              label={words.deliveries.forPartner}
              data={(partners.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              value={partner}
              onChange={setPartner}
              w={260}
            />
            <Button
              disabled={partner === null}
              loading={send.isPending}
              onClick={() => partner !== null && send.mutate(partner)}
            >
              {words.deliveries.send}
            </Button>
            <NewPartner onAdded={setPartner} />
          </div>
          {reading ? (
            <p aria-live="polite">
              <Quiet>{words.deliveries.reading}</Quiet>
            </p>
          ) : null}
          <Trouble error={send.error} />
        </>
      ) : null}
    </Panel>
  );
}

/** A partner with the plainest contract, so that a first delivery can be tried within a minute. */
function NewPartner({ onAdded }: { onAdded: (id: string) => void }) {
  const words = useWords();
  const queries = useQueryClient();
  const [id, setId] = useState('');
  const add = useMutation({
    mutationFn: async () => {
      await body(
        api.PUT('/api/partners/{id}', { params: { path: { id } }, body: { name: id, names: {}, illustrative: false } }),
      );
      const window = { start: new Date().toISOString(), end: null };
      const screens = { tv: {}, stb: {}, phone: {}, tablet: {} };
      await body(api.POST('/api/contracts', { body: { id: `${id}-1`, version: 1, partner: id, window, screens } }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['partners'] });
      onAdded(id);
      setId('');
    },
  });
  return (
    <>
      <TextInput
        label={words.deliveries.newPartner}
        description={words.deliveries.newContract}
        placeholder={words.deliveries.newPartnerId}
        value={id}
        onChange={({ currentTarget }) => setId(currentTarget.value)}
        w={320}
      />
      <Button variant="default" disabled={id === ''} loading={add.isPending} onClick={() => add.mutate()}>
        {words.deliveries.add}
      </Button>
      <Trouble error={add.error} />
    </>
  );
}
