/** What a person may do with a delivery, and what was done: apply, apply although it is held, leave out, roll back. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownInstant } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import type { Review } from './review.ts';

type Word = 'despite' | 'leavingOut';

export function DeliveryActs({ review }: { review: Review }) {
  const words = useWords();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Word | 'roll-back' | null>(null);
  const path = { path: { id: review.id } };
  const apply = useMutation({
    mutationFn: (word: Partial<Record<Word, string>>) =>
      body(api.POST('/api/deliveries/{id}/apply', { params: path, body: word })),
    onSuccess: () => setAsking(null),
    onSettled: () => queries.invalidateQueries(),
  });
  const { status } = review;
  const titles = new Set(review.review?.holds.flatMap((hold) => ('alids' in hold ? hold.alids : [])));
  return (
    <>
      {status === 'applied' ? (
        <>
          <b className="good">{words.deliveries.applied}</b>
          <Button variant="default" onClick={() => setAsking('roll-back')}>
            {words.deliveries.rollBack}
          </Button>
        </>
      ) : null}
      {status === 'rolled-back' ? <b className="quiet">{words.deliveries.status['rolled-back']}</b> : null}
      {status === 'held' ? (
        <>
          {titles.size > 0 ? (
            <Button variant="default" onClick={() => setAsking('leavingOut')}>
              {words.deliveries.leaveOut(titles.size)}
            </Button>
          ) : null}
          <Button onClick={() => setAsking('despite')}>{words.deliveries.applyAnyway}</Button>
        </>
      ) : null}
      {status === 'read' || status === 'refused' || status === 'receiving' ? (
        <Button disabled={status !== 'read'} loading={apply.isPending} onClick={() => apply.mutate({})}>
          {words.deliveries.apply}
        </Button>
      ) : null}
      {asking === 'despite' || asking === 'leavingOut' ? (
        <WithReason
          title={asking === 'despite' ? words.deliveries.applyAnyway : words.deliveries.leaveOut(titles.size)}
          says={asking === 'despite' ? words.deliveries.applyAnywaySays : words.deliveries.leaveOutSays}
          pending={apply.isPending}
          error={apply.error}
          onClose={() => setAsking(null)}
          onDo={(reason) => apply.mutate({ [asking]: reason })}
        />
      ) : null}
      {asking === 'roll-back' ? <RollBack review={review} onClose={() => setAsking(null)} /> : null}
    </>
  );
}

function RollBack({ review, onClose }: { review: Review; onClose: () => void }) {
  const words = useWords();
  const queries = useQueryClient();
  const path = { path: { id: review.id } };
  const history = useHistory(review);
  const later = history.data?.later ?? [];
  const back = useMutation({
    mutationFn: (reason: string) =>
      body(api.POST('/api/deliveries/{id}/roll-back', { params: path, body: { reason, withLater: later.length > 0 } })),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries(),
  });
  return (
    <WithReason
      title={words.deliveries.rollBack}
      says={words.deliveries.rollBackSays}
      pending={back.isPending || history.isPending}
      error={back.error}
      onClose={onClose}
      onDo={(reason) => back.mutate(reason)}
    >
      {later.length > 0 ? (
        <div className="hold" data-tone="warn">
          {words.deliveries.withLater(later.length)}
          <ul>
            {later.map(({ id, name, receivedAt }) => (
              <li key={id}>
                {name} <Quiet>{shownInstant(receivedAt, words)}</Quiet>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </WithReason>
  );
}

/** Asks for a reason, which is kept for ever, before something that can't be undone by a second click. */
function WithReason(ask: {
  title: string;
  says: string;
  pending: boolean;
  error: unknown;
  onClose: () => void;
  onDo: (reason: string) => void;
  children?: React.ReactNode;
}) {
  const words = useWords();
  const [reason, setReason] = useState('');
  return (
    <Modal
      opened
      onClose={ask.onClose}
      title={<b>{ask.title.replace('…', '')}</b>}
      centered
      size="lg"
      transitionProps={{ duration: 0 }}
    >
      <p>{ask.says}</p>
      {ask.children}
      <Textarea
        mt="md"
        data-autofocus
        label={words.deliveries.reason}
        description={words.deliveries.reasonKept}
        autosize
        minRows={2}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Trouble error={ask.error} />
      <div className="line">
        <Button disabled={reason.trim() === ''} loading={ask.pending} onClick={() => ask.onDo(reason.trim())}>
          {ask.title.replace('…', '')}
        </Button>
        <Button variant="default" onClick={ask.onClose}>
          {words.deliveries.cancel}
        </Button>
      </div>
    </Modal>
  );
}

/** Why a delivery waits although nothing in it is wrong. */
export function Holds({ review }: { review: Review }) {
  const words = useWords();
  const holds = review.review?.holds ?? [];
  if (holds.length === 0) return null;
  return (
    <div className="hold" data-tone={review.status === 'held' ? 'warn' : 'past'}>
      <b>{review.status === 'held' ? words.deliveries.heldBecause : words.deliveries.wasHeld}</b>
      <ul>
        {holds.map((hold) => (
          <li key={hold.kind}>
            {hold.kind === 'drop'
              ? words.deliveries.holdDrop(hold.lost, hold.known, hold.limitPercent)
              : words.deliveries.holds[hold.kind]}
            <Some names={'alids' in hold ? hold.alids : 'files' in hold ? hold.files : []} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Some({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <div className="mono quiet">
      {names.slice(0, 5).join(' · ')}
      {names.length > 5 ? ` … ${names.length}` : ''}
    </div>
  );
}

export function DeliveryHistory({ review }: { review: Review }) {
  const words = useWords();
  const history = useHistory(review);
  const acts = history.data?.acts ?? [];
  if (acts.length === 0) return null;
  return (
    <Panel padded>
      <h2>{words.deliveries.history}</h2>
      <ol className="acts">
        {acts.map(({ act, at, by, reason }) => (
          <li key={`${at} ${act}`}>
            <span className="quiet">{shownInstant(at, words)}</span> <b>{words.deliveries.acts[act]}</b>{' '}
            <span className="quiet">{by}</span>
            {reason === null ? null : <div>“{reason}”</div>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}

const useHistory = ({ id, status }: Review) =>
  useQuery({
    queryKey: ['history', id, status],
    queryFn: () => body(api.GET('/api/deliveries/{id}/history', { params: { path: { id } } })),
  });
