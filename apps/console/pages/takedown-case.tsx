/** One takedown case: its clocks, its notice with what it lacks, what was done, who followed, and the next thing to do. */

import type { paths } from '@duoping/client';
import { Button, Modal, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { Awaited, Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownInstant } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { NOTHING_SAID, type Said, StatementFields } from './takedown-forms.tsx';
import { type Case, ClockOf, StateOf, subjectOf } from './takedown-parts.tsx';

type Act = paths['/api/takedowns/{id}/acts']['post']['requestBody']['content']['application/json'];
/** Acts that ask for a line of text, and the member that it goes to. */
type Asked = 'forwarded' | 'published' | 'counter-forwarded' | 'suit-filed' | 'closed';

interface Removal {
  readonly nodes: readonly { node: string; name: string; confirmedAt: string | null; afterMs: number | null }[];
  readonly plays: readonly {
    device: string;
    screen: string;
    endedAt: string | null;
    reason: string | null;
    afterMs: number | null;
  }[];
}

export function TakedownCasePage({ id }: { id: string }) {
  const words = useWords();
  const { language } = words;
  const path = { path: { id }, query: { language } };
  const found = useQuery({
    queryKey: ['takedown', id, language],
    queryFn: () => body(api.GET('/api/takedowns/{id}', { params: path })),
    refetchInterval: 30_000,
  });
  const { data } = found;
  if (!data) return <Awaited title={words.nav.takedowns} error={found.error} />;
  return (
    <>
      <Head
        title={
          <>
            {subjectOf(data, words)} <Quiet>{words.takedowns.regimes[data.regime]}</Quiet>
          </>
        }
      >
        <StateOf state={data.state} />
        <Button component="a" variant="default" href={`/api/takedowns/${id}/proof`} download={`takedown-${id}.json`}>
          {words.takedowns.proof}
        </Button>
      </Head>
      {data.earlier === null ? null : (
        <div className="hold" data-tone="warn">
          {words.takedowns.earlier}
        </div>
      )}
      <Clocks found={data} />
      <Panel padded>
        <NextActs found={data} />
      </Panel>
      <div className="two">
        <StatementPanel title={words.takedowns.notice} said={data.notice} missing={data.missing} more={data.channel} />
        {data.counter ? (
          <StatementPanel title={words.takedowns.counter} said={data.counter} missing={[]} more="" />
        ) : null}
        <Followed id={id} />
        <Panel padded>
          <h2>{words.deliveries.history}</h2>
          <ol className="acts">
            {data.acts.map(({ act, at, by, detail }) => (
              <li key={`${at} ${act}`}>
                <span className="quiet">{shownInstant(at, words)}</span> <b>{words.takedowns.acts[act] ?? act}</b>{' '}
                <Quiet>{by}</Quiet>
                {detail === '' ? null : <div>{words.takedowns.causes[detail] ?? detail}</div>}
              </li>
            ))}
          </ol>
        </Panel>
      </div>
    </>
  );
}

function Clocks({ found }: { found: Case }) {
  const words = useWords();
  return (
    <div className="figures">
      {found.deadlines.map((clock) => (
        <div className="figure" key={clock.what}>
          <div className="quiet">{words.takedowns.clocks[clock.what]}</div>
          <b className="clock">
            <ClockOf clock={clock} />
          </b>
          <div className="quiet">
            {clock.from === null ? '' : `${shownInstant(clock.from, words)} – `}
            {shownInstant(clock.by, words)}
          </div>
        </div>
      ))}
    </div>
  );
}

function NextActs({ found }: { found: Case }) {
  const words = useWords();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Asked | 'countered' | null>(null);
  const act = useMutation({
    mutationFn: (what: Act) =>
      body(
        api.POST('/api/takedowns/{id}/acts', {
          params: { path: { id: found.id }, query: { language: words.language } },
          body: what,
        }),
      ),
    onSuccess: () => setAsking(null),
    onSettled: () => queries.invalidateQueries(),
  });
  const { state, regime } = found;
  const legal = regime === 'dmca' || regime === 'cn-468';
  const gone = state === 'removed' || state === 'countered' || state === 'suit';
  const ask = (what: Asked | 'countered') => (
    <Button key={what} variant="default" onClick={() => setAsking(what)}>
      {words.takedowns.doing[what]}
    </Button>
  );
  return (
    <>
      {found.missing.length > 0 ? (
        <p className="warn">
          {words.takedowns.lacks}{' '}
          {found.missing.map((member) => words.takedowns.missing[member] ?? member).join(words.listComma)}
        </p>
      ) : null}
      <div className="line">
        {state === 'open' || state === 'incomplete' ? (
          <Button
            loading={act.isPending}
            onClick={() => act.mutate({ act: 'removed', despite: state === 'incomplete' })}
          >
            {state === 'incomplete' ? words.takedowns.removeDespite : words.takedowns.withdraw}
          </Button>
        ) : null}
        {legal && state !== 'closed' ? ask('forwarded') : null}
        {regime === 'cn-468' && state !== 'closed' ? ask('published') : null}
        {legal && state === 'removed' ? ask('countered') : null}
        {state === 'countered' ? ask('counter-forwarded') : null}
        {regime === 'dmca' && state === 'countered' ? ask('suit-filed') : null}
        {gone
          ? RESTORES.filter((because) => because !== 'counter-notice' || state === 'countered').map((because) => (
              <Button
                key={because}
                variant="default"
                loading={act.isPending}
                onClick={() => act.mutate({ act: 'restored', because })}
              >
                {words.takedowns.restore} · {words.takedowns.causes[because]}
              </Button>
            ))
          : null}
        {state === 'closed' ? null : ask('closed')}
      </div>
      <Trouble error={act.error} />
      {asking === 'countered' ? (
        <CounterForm
          regime={regime}
          pending={act.isPending}
          onClose={() => setAsking(null)}
          onDo={(statement) => act.mutate({ act: 'countered', statement })}
        />
      ) : asking === null ? null : (
        <LineForm
          what={asking}
          pending={act.isPending}
          onClose={() => setAsking(null)}
          onDo={(text) => act.mutate(actOf(asking, text))}
        />
      )}
    </>
  );
}

const RESTORES = ['counter-notice', 'claimant-withdrew', 'court', 'mistake'] as const;

function actOf(what: Asked, text: string): Act {
  if (what === 'suit-filed') return { act: what, reference: text };
  return what === 'closed' ? { act: what, outcome: text } : { act: what, to: text };
}

function LineForm(form: { what: Asked; pending: boolean; onClose: () => void; onDo: (text: string) => void }) {
  const words = useWords();
  const [text, setText] = useState('');
  return (
    <Modal
      opened
      onClose={form.onClose}
      title={<b>{words.takedowns.doing[form.what]}</b>}
      centered
      transitionProps={{ duration: 0 }}
    >
      <Textarea
        data-autofocus
        autosize
        minRows={2}
        label={words.takedowns.asks[form.what]}
        description={words.takedowns.actKept}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div className="line">
        <Button disabled={text.trim() === ''} loading={form.pending} onClick={() => form.onDo(text.trim())}>
          {words.takedowns.note}
        </Button>
      </div>
    </Modal>
  );
}

function CounterForm(form: {
  regime: Case['regime'];
  pending: boolean;
  onClose: () => void;
  onDo: (said: Said) => void;
}) {
  const words = useWords();
  const [said, setSaid] = useState<Said>(NOTHING_SAID);
  return (
    <Modal
      opened
      size="xl"
      onClose={form.onClose}
      title={<b>{words.takedowns.doing.countered}</b>}
      centered
      transitionProps={{ duration: 0 }}
    >
      <StatementFields regime={form.regime} kind="counter" value={said} onChange={setSaid} />
      <div className="line">
        <Button disabled={said.party.name.trim() === ''} loading={form.pending} onClick={() => form.onDo(said)}>
          {words.takedowns.note}
        </Button>
      </div>
    </Modal>
  );
}

function StatementPanel(panel: { title: string; said: Said; missing: Case['missing']; more: string }) {
  const words = useWords();
  const { party, subject, locations, evidence, attestations } = panel.said;
  const lacks = (member: string) => panel.missing.some((each) => each === member);
  const rows = [
    ...(['name', 'authority', 'contact', 'address'] as const).map((member) => [member, party[member]] as const),
    ['subject', subject] as const,
    ['locations', locations.join('\n')] as const,
    ['evidence', evidence.join('\n')] as const,
  ];
  return (
    <Panel padded>
      <h2>
        {panel.title} <Quiet>{panel.more}</Quiet>
      </h2>
      <dl className="notice-facts">
        {rows.map(([member, text]) =>
          text === '' && !lacks(member) ? null : (
            <div key={member}>
              <dt>{words.takedowns.fields[member]}</dt>
              <dd className={lacks(member) ? 'warn' : ''}>{lacks(member) ? words.takedowns.missingHere : text}</dd>
            </div>
          ),
        )}
        {Object.entries(attestations).map(([member, text]) =>
          text === '' ? null : (
            <div key={member}>
              <dt>✓</dt>
              <dd>{text}</dd>
            </div>
          ),
        )}
      </dl>
    </Panel>
  );
}

/** Which nodes put the removal in force and which plays it ended, each with how long that took. */
function Followed({ id }: { id: string }) {
  const words = useWords();
  const answer = useQuery({
    queryKey: ['removal', id],
    queryFn: () => body(api.GET('/api/takedowns/{id}/removal', { params: { path: { id } } })),
    refetchInterval: 5_000,
  });
  const removal = answer.data?.removal as Removal | null | undefined; // the server's own, by takedown-proof.ts
  if (!removal) return null;
  const after = (ms: number | null) =>
    ms === null ? (
      <span className="bad">{words.takedowns.notYet}</span>
    ) : (
      <span className="good">✓ {ms.toLocaleString(words.language)} ms</span>
    );
  return (
    <Panel padded>
      <h2>{words.takedowns.followed}</h2>
      <dl className="notice-facts">
        {removal.nodes.map(({ node, name, afterMs }) => (
          <div key={node}>
            <dt>{words.takedowns.node}</dt>
            <dd>
              <span className="mono">{name}</span> {after(afterMs)}
            </dd>
          </div>
        ))}
        {removal.plays.map(({ device, screen, afterMs }) => (
          <div key={device}>
            <dt>{words.screens[screen] ?? screen}</dt>
            <dd>
              <span className="mono">{device.slice(0, 12)}</span> {after(afterMs)}
            </dd>
          </div>
        ))}
      </dl>
      {removal.plays.length === 0 ? <Quiet>{words.takedowns.noPlays}</Quiet> : null}
    </Panel>
  );
}
