/** One title before one authority: its history with who and when, and what may be recorded. A stop is never lifted here. */
import type { paths } from '@duoping/client';
import { Alert, Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { Quiet, Trouble } from '../app/parts.tsx';
import { shownInstant } from '../app/show.ts';
import { useWords } from '../app/words.tsx';

type Told = paths['/api/clearances/titles']['get']['responses'][200]['content']['application/json'];
export type ClearanceLine = Told['titles'][number];

export function ClearanceActs({ line, onClose }: { line: ClearanceLine; onClose: () => void }) {
  const words = useWords();
  const { authority, work, title } = line;
  const history = useQuery({
    queryKey: ['clearance-history', authority, work],
    queryFn: () => body(api.GET('/api/clearances/history', { params: { query: { authority, work } } })),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${title} · ${authority}`}
      closeButtonProps={{ 'aria-label': words.clearances.close }}
      lockScroll={false}
      size="lg"
      centered
    >
      {line.state === 'stopped' ? (
        <Alert color="red" variant="light" mb="md" title={words.clearances.states.stopped}>
          {words.takedowns.onlyItsKey} {words.clearances.byKey}
        </Alert>
      ) : (
        <Recording line={line} onDone={onClose} />
      )}
      <h3>{words.deliveries.history}</h3>
      <Trouble error={history.error} />
      <ol className="acts">
        {history.data?.map(({ act, at, by, reference, reason }) => (
          <li key={`${at} ${act} ${reference ?? ''}`}>
            <span className="quiet">{shownInstant(at, words)}</span> <b>{words.clearances.acts[act]}</b>{' '}
            {reference ? <span className="mono">{reference}</span> : null} <Quiet>{by ?? ''}</Quiet>
            {reason ? <div>{reason}</div> : null}
          </li>
        ))}
      </ol>
    </Modal>
  );
}

function Recording({ line: { authority, work, state }, onDone }: { line: ClearanceLine; onDone: () => void }) {
  const words = useWords();
  const queries = useQueryClient();
  const [reference, setReference] = useState('');
  const [until, setUntil] = useState('');
  const [sure, setSure] = useState(false);
  const act = useMutation({
    mutationFn: (stop: boolean) => {
      const ended = until === '' ? {} : { until: new Date(until).toISOString() };
      const approval = { act: 'approve' as const, authority, work, reference: reference.trim(), ...ended };
      return body(api.POST('/api/clearances', { body: stop ? { act: 'stop', authority, work } : approval }));
    },
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <>
      <Trouble error={act.error} />
      {state === 'waiting' ? (
        <div className="line">
          <TextInput
            label={words.clearances.reference}
            value={reference}
            onChange={({ currentTarget }) => setReference(currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label={words.takedowns.until}
            value={until}
            onChange={({ currentTarget }) => setUntil(currentTarget.value)}
          />
          <Button disabled={reference.trim() === ''} loading={act.isPending} onClick={() => act.mutate(false)}>
            {words.clearances.approve}
          </Button>
        </div>
      ) : null}
      <div className="line">
        {sure ? (
          <Button color="red" loading={act.isPending} onClick={() => act.mutate(true)}>
            {words.clearances.stopIt}
          </Button>
        ) : (
          <Button variant="default" onClick={() => setSure(true)}>
            {words.takedowns.stop}
          </Button>
        )}
        {sure ? <span className="bad">{words.clearances.sure}</span> : null}
      </div>
    </>
  );
}
