/** The takedown desk: cases with their clocks, and everything that overrides grants just now. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownInstant } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { NewCase, NewWithdrawal } from './takedown-forms.tsx';
import { type Case, ClockOf, nextClock, StateOf, subjectOf } from './takedown-parts.tsx';

const REFRESH_MS = 30_000;

export function TakedownsPage() {
  const words = useWords();
  const { language } = words;
  const [asking, setAsking] = useState<'case' | 'withdrawal' | null>(null);
  const cases = useQuery({
    queryKey: ['takedowns', language],
    queryFn: () => body(api.GET('/api/takedowns', { params: { query: { language } } })),
    refetchInterval: REFRESH_MS,
  });
  return (
    <>
      <Head title={words.nav.takedowns}>
        <Button variant="default" onClick={() => setAsking(asking === 'withdrawal' ? null : 'withdrawal')}>
          {words.takedowns.newWithdrawal}
        </Button>
        <Button onClick={() => setAsking(asking === 'case' ? null : 'case')}>{words.takedowns.newCase}</Button>
      </Head>
      {asking === 'case' ? <NewCase onClose={() => setAsking(null)} /> : null}
      {asking === 'withdrawal' ? <NewWithdrawal onClose={() => setAsking(null)} /> : null}
      <Trouble error={cases.error} />
      <Cases cases={cases.data ?? []} loaded={cases.data !== undefined} />
      <InForce />
    </>
  );
}

function Cases({ cases, loaded }: { cases: readonly Case[]; loaded: boolean }) {
  const words = useWords();
  const navigate = useNavigate();
  return (
    <Panel>
      <table className="rows">
        <thead>
          <tr>
            <th>{words.takedowns.case}</th>
            <th>{words.takedowns.regime}</th>
            <th>{words.takedowns.claimant}</th>
            <th>{words.takedowns.state}</th>
            <th>{words.takedowns.nextClock}</th>
            <th>{words.takedowns.received}</th>
          </tr>
        </thead>
        <tbody>
          {cases.map((each) => {
            const clock = nextClock(each);
            return (
              <tr
                key={each.id}
                className="open"
                onClick={() => void navigate({ to: '/console/takedowns/$id', params: { id: each.id } })}
              >
                <td>
                  <button type="button" className="plain">
                    {subjectOf(each, words)}
                  </button>
                  <div className="quiet">{each.notice.subject}</div>
                </td>
                <td>{words.takedowns.regimes[each.regime] ?? each.regime}</td>
                <td>{each.notice.party.name}</td>
                <td>
                  <StateOf state={each.state} />
                </td>
                <td>{clock ? <ClockOf clock={clock} named /> : null}</td>
                <td className="quiet">{shownInstant(each.receivedAt, words)}</td>
              </tr>
            );
          })}
          {loaded && cases.length === 0 ? (
            <tr>
              <td colSpan={6} className="quiet">
                {words.takedowns.noCases}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </Panel>
  );
}

/** Everything that overrides grants, whether a case asked for it or somebody did by hand. */
function InForce() {
  const words = useWords();
  const { language } = words;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const denials = useQuery({
    queryKey: ['withdrawals', language],
    queryFn: () => body(api.GET('/api/withdrawals', { params: { query: { language } } })),
  });
  const lift = useMutation({
    mutationFn: (id: string) => body(api.DELETE('/api/withdrawals/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <Panel>
      <h2 className="panel-title">{words.takedowns.inForce}</h2>
      <Trouble error={denials.error ?? lift.error} />
      <table className="rows">
        <thead>
          <tr>
            <th>{words.title}</th>
            <th>{words.takedowns.kind}</th>
            <th>{words.takedowns.authority}</th>
            <th>{words.takedowns.since}</th>
            <th>{words.takedowns.until}</th>
            <th>{words.takedowns.by}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {denials.data?.map((denial) => (
            <tr key={denial.id}>
              <td>
                <b>{denial.title ?? denial.partner ?? denial.contract ?? denial.work}</b>
              </td>
              <td>{words.takedowns.kinds[denial.kind] ?? denial.kind}</td>
              <td>{denial.authority}</td>
              <td>{shownInstant(denial.since, words)}</td>
              <td>
                {denial.until === null ? (
                  <Quiet>{words.takedowns.untilLifted}</Quiet>
                ) : (
                  shownInstant(denial.until, words)
                )}
              </td>
              <td className="quiet">{denial.by}</td>
              <td>
                {denial.case !== null && /^[0-9a-f-]{36}$/.test(denial.case) ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => void navigate({ to: '/console/takedowns/$id', params: { id: denial.case ?? '' } })}
                  >
                    {words.takedowns.openCase}
                  </Button>
                ) : (
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={lift.isPending && lift.variables === denial.id}
                    onClick={() => lift.mutate(denial.id)}
                  >
                    {words.takedowns.lift}
                  </Button>
                )}
              </td>
            </tr>
          ))}
          {denials.data?.length === 0 ? (
            <tr>
              <td colSpan={7} className="quiet">
                {words.takedowns.none}
              </td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </Panel>
  );
}
