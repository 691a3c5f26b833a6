/** Saying when an event happens: of which title, where and when, and what that would open, close and move before it is said. */
import type { paths } from '@duoping/client';
import { Button, Select, Switch, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownDate } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { DEFAULT_PLACE } from './rights-questions.ts';
import { type Offered, OfferedTitle } from './titles-field.tsx';

type Said = NonNullable<paths['/api/events']['post']['requestBody']>['content']['application/json'];
type Supposed = paths['/api/events/suppose']['post']['responses'][200]['content']['application/json'];
type Line = Supposed['partners'][number]['opens'][number];

const KINDS = ['Theatrical', 'Broadcast', 'Completed', 'ESTStart'] as const;

/** A title of one partner, as the row that waits names it. */
export interface Subject extends Offered {
  readonly territory: string;
  readonly kind: string | undefined;
}

export function DateEvent({ about, onClose }: { about: Subject | undefined; onClose: () => void }) {
  const words = useWords();
  const { events } = words;
  const queries = useQueryClient();
  const [id] = useState(() => globalThis.crypto.randomUUID?.()); // absent outside secure contexts: then each try is its own
  const [title, setTitle] = useState<Offered | undefined>(about);
  const [kind, setKind] = useState(
    KINDS.find((each) => each === about?.kind?.replace(/^EST$/, 'ESTStart')) ?? 'Theatrical',
  );
  const [territory, setTerritory] = useState(about?.territory ?? DEFAULT_PLACE.territory);
  const [everybody, setEverybody] = useState(false);
  const [when, setWhen] = useState('');
  const [takenBack, setTakenBack] = useState(false);
  const [note, setNote] = useState('');
  const at = takenBack ? null : instantOf(when);
  const isWhole = title !== undefined && territory !== '' && at !== undefined;
  const said: Said | undefined = isWhole
    ? {
        ...{ kind, territory, at, note },
        ...(everybody && title.work ? { work: title.work } : { partner: title.partner, alid: title.alid }),
      }
    : undefined;
  const say = useMutation({
    mutationFn: (fact: Said) =>
      body(api.POST('/api/events', { body: { ...fact, ...(id === undefined ? {} : { id }) } })),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <Panel padded>
      <h2>{events.date}</h2>
      <div className="line">
        {about ? (
          <TextInput label={words.title} value={`${about.title} · ${about.partner}`} readOnly w={270} />
        ) : (
          <OfferedTitle value={title} onChange={setTitle} />
        )}
        <Select
          label={events.event}
          w={180}
          allowDeselect={false}
          data={KINDS.map((value) => ({ value, label: events.kinds[value] ?? value }))}
          value={kind}
          onChange={(value) => setKind(KINDS.find((each) => each === value) ?? kind)}
        />
        <TextInput
          label={words.territory}
          w={80}
          maxLength={6}
          value={territory}
          onChange={({ currentTarget }) => setTerritory(currentTarget.value.toUpperCase())}
        />
        <TextInput
          type="datetime-local"
          label={events.when}
          disabled={takenBack}
          value={when}
          onChange={({ currentTarget }) => setWhen(currentTarget.value)}
        />
        <TextInput
          label={events.note}
          w={260}
          maxLength={2000}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
      </div>
      <div className="line">
        <Switch
          label={events.takeBack}
          checked={takenBack}
          onChange={({ currentTarget }) => setTakenBack(currentTarget.checked)}
        />
        <Switch
          label={events.everybody}
          disabled={title !== undefined && title.work === undefined}
          checked={everybody}
          onChange={({ currentTarget }) => setEverybody(currentTarget.checked)}
        />
      </div>
      <Preview said={said} />
      <p>
        <Quiet>{events.noteKept}</Quiet>
      </p>
      <Trouble error={say.error} />
      <div className="line">
        <Button disabled={said === undefined} loading={say.isPending} onClick={() => said && say.mutate(said)}>
          {events.say}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.deliveries.cancel}
        </Button>
      </div>
    </Panel>
  );
}

function Preview({ said }: { said: Said | undefined }) {
  const words = useWords();
  const { events, language } = words;
  const { note: _, ...asked } = said ?? {};
  const [question] = useDebouncedValue(said === undefined ? '' : JSON.stringify(asked), 250);
  const supposed = useQuery({
    queryKey: ['events', 'suppose', question, language],
    enabled: question !== '',
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: () =>
      body(
        api.POST('/api/events/suppose', {
          params: { query: { language } },
          body: JSON.parse(question) as Said, // written two lines above
        }),
      ),
  });
  if (said === undefined) return null;
  const lines = (supposed.data?.partners ?? []).flatMap(({ partner, opens, closes, changes }) => [
    ...opens.map((line) => ({ partner, line, before: undefined, tone: 'good', act: events.opens })),
    ...closes.map((line) => ({ partner, line, before: undefined, tone: 'bad', act: events.closes })),
    ...changes.map(({ before, after }) => ({ partner, line: after, before, tone: 'warn', act: events.changes })),
  ]);
  return (
    <div aria-live="polite">
      <h3>{events.preview}</h3>
      <Trouble error={supposed.error} />
      {supposed.data && lines.length === 0 ? <Quiet>{events.previewNone}</Quiet> : null}
      <table className="rows">
        <tbody>
          {lines.map(({ partner, line, before, tone, act }) => (
            <tr key={JSON.stringify([partner, act, line])}>
              <td className={tone}>{act}</td>
              <td>
                <b>{line.title}</b> <Quiet>{partner}</Quiet>
              </td>
              <td>
                {line.licenseType} {line.formatProfile}
              </td>
              <td>{line.territories}</td>
              <td>{line.screens.map((screen) => words.screens[screen] ?? screen).join(' · ')}</td>
              <td>
                {before ? (
                  <>
                    <Quiet>
                      <Stretch {...before} />
                    </Quiet>{' '}
                    →{' '}
                  </>
                ) : null}
                <Stretch {...line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Stretch({ start, end }: Pick<Line, 'start' | 'end'>) {
  const words = useWords();
  return (
    <span className="nowrap">
      {shownDate(start, words)} – {end === null ? words.deliveries.open : shownDate(end, words)}
    </span>
  );
}

/** What a field of a local time holds as an instant; undefined while it is empty or half typed. */
function instantOf(value: string): string | undefined {
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
