/** What outside authorities must approve: what waits, is approved or stopped. An authority's stop outranks everyone here. */
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { PagedRows } from '../app/paged-rows.tsx';
import { Figure, Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownInstant } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { ClearanceActs, type ClearanceLine } from './clearance-acts.tsx';
import { NewRequirement } from './clearance-form.tsx';

type State = ClearanceLine['state'];

const STATES: readonly State[] = ['waiting', 'approved', 'stopped'];
const TONES = { waiting: 'warn', approved: 'good', stopped: 'bad' } as const satisfies Record<State, string>;

export function ClearancesPage() {
  const words = useWords();
  const { language } = words;
  const [asking, setAsking] = useState(false);
  const [state, setState] = useState<State | undefined>(undefined);
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed, 150);
  const [opened, setOpened] = useState<ClearanceLine | undefined>(undefined);
  const told = useQuery({
    queryKey: ['clearances', language],
    queryFn: () => body(api.GET('/api/clearances/titles', { params: { query: { language, count: 1 } } })),
  });
  const { counts, rules = [] } = told.data ?? {};
  const version = counts ? STATES.map((each) => counts[each]).join(' ') : '';
  return (
    <>
      <Head title={words.nav.clearances}>
        <Button onClick={() => setAsking(!asking)}>{words.clearances.require}</Button>
      </Head>
      {asking ? <NewRequirement onClose={() => setAsking(false)} /> : null}
      <Trouble error={told.error} />
      {counts ? (
        <div className="figures">
          {STATES.map((each) => (
            <Figure key={each} count={counts[each]} tone={TONES[each]}>
              {words.clearances.states[each]}
            </Figure>
          ))}
        </div>
      ) : null}
      {rules.map(({ authority, territories, screens }) => (
        <p className="quiet" key={`${authority} ${territories.join()} ${screens.join()}`}>
          {words.takedowns.rule(
            authority,
            territories.join(' '),
            screens.map((screen) => words.screens[screen] ?? screen).join(' · '),
          )}
        </p>
      ))}
      <Panel>
        <div className="sheet-tools">
          {STATES.map((each) => (
            <button
              key={each}
              type="button"
              className={`chip ${TONES[each]}`}
              aria-pressed={state === each}
              onClick={() => setState(state === each ? undefined : each)}
            >
              {words.clearances.states[each]}
            </button>
          ))}
          <TextInput
            size="xs"
            aria-label={words.clearances.find}
            placeholder={words.clearances.find}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </div>
        <PagedRows<ClearanceLine>
          queryKey={['clearances', language, state, q, version]}
          page={async (from, count) => {
            const query = { language, q, from, count, ...(state === undefined ? {} : { state }) };
            const { total, titles } = await body(api.GET('/api/clearances/titles', { params: { query } }));
            return { total, rows: titles };
          }}
          label={words.nav.clearances}
          columns="minmax(200px, 1.4fr) minmax(120px, 0.8fr) 90px minmax(120px, 0.7fr) minmax(310px, 1.6fr) 80px"
          head={[
            words.title,
            words.clearances.authority,
            words.takedowns.state,
            words.clearances.reference,
            words.clearances.when,
            words.clearances.acting,
          ]}
          cells={(line) => [
            <b key="title">{line.title}</b>,
            line.authority,
            <span key="state" className={TONES[line.state]}>
              {words.clearances.states[line.state]}
            </span>,
            <span key="reference" className="mono">
              {line.reference}
            </span>,
            <When key="when" {...line} />,
            <Button
              key="open"
              size="compact-xs"
              variant="default"
              aria-label={`${words.clearances.open}: ${line.title}, ${line.authority}`}
              onClick={() => setOpened(line)}
            >
              {words.clearances.open}
            </Button>,
          ]}
          rowHeight={40}
          rowsShown={14}
          empty={<Quiet>{words.clearances.none}</Quiet>}
        />
      </Panel>
      {opened ? <ClearanceActs line={opened} onClose={() => setOpened(undefined)} /> : null}
    </>
  );
}

function When({ since, until, stopped }: ClearanceLine) {
  const words = useWords();
  if (stopped) return <Quiet>{`${shownInstant(stopped.at, words)} · ${stopped.by}`}</Quiet>;
  if (since === null) return null;
  return (
    <Quiet>
      {shownInstant(since, words)} – {until === null ? words.takedowns.untilStopped : shownInstant(until, words)}
    </Quiet>
  );
}
