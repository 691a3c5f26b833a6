/** Why may this be played, or not: the answer, its reasons in order, and every grant with its row in the partner's file. */
import { Alert, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownInstant, shownPlace } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { shownEvent } from './event-words.ts';
import { type Place, useWhy } from './rights-questions.ts';

export function Why({ title, ask }: { title: string; ask: Place & { work: string; at: string } }) {
  const words = useWords();
  const [at, setAt] = useState(ask.at);
  const [knownAt, setKnownAt] = useState<string | undefined>(undefined);
  const asked = { work: ask.work, territory: ask.territory, screen: ask.screen, at };
  const why = useWhy(knownAt === undefined ? asked : { ...asked, knownAt });
  const explained = why.data;
  return (
    <Panel padded>
      <h2>{words.why.ask}</h2>
      <p>
        <b>{title}</b> · {words.screens[ask.screen]} · {ask.territory}
      </p>
      <TextInput
        type="datetime-local"
        size="xs"
        label={words.why.at}
        value={localInput(at)}
        onChange={({ currentTarget }) => {
          const instant = instantOf(currentTarget.value);
          if (instant !== undefined) setAt(instant);
        }}
      />
      <TextInput
        type="datetime-local"
        size="xs"
        label={words.why.knownAt}
        description={words.why.knownHint}
        value={knownAt === undefined ? '' : localInput(knownAt)}
        onChange={({ currentTarget }) => setKnownAt(instantOf(currentTarget.value))}
      />
      <Trouble error={why.error} />
      {explained ? (
        <>
          <p className="quiet">
            {words.why.at} <b>{shownInstant(explained.at, words)}</b> · {words.why.knownAt}{' '}
            <b>{explained.knownAt === undefined ? words.why.now : shownInstant(explained.knownAt, words)}</b>
          </p>
          <Alert
            my="sm"
            color={explained.decision.allow ? 'teal' : 'red'}
            variant="light"
            title={explained.decision.allow ? words.why.yes : words.why.no}
          >
            {words.why.until}{' '}
            {explained.decision.until === null
              ? words.why.forever
              : shownInstant(new Date(explained.decision.until).toISOString(), words)}
          </Alert>
          {explained.decision.allow ? null : (
            <ol>
              {explained.decision.reasons.map((reason) => (
                <li key={reason}>
                  <b>{reason}</b>
                </li>
              ))}
            </ol>
          )}
          {explained.denials.map((denial) => (
            <p key={denial.id} className="bad">
              {words.takedowns.kinds[denial.kind] ?? denial.kind} · {denial.authority} {denial.case ?? ''}
            </p>
          ))}
          <h3>{words.why.grants}</h3>
          {explained.grants.map(({ grant, fails, contract, contractVersion, partner, place, delivery }) => (
            <div className="grant" key={grant.id}>
              <div>
                <b>{grant.licenseType}</b> · {partner} ·{' '}
                {fails.length === 0 ? (
                  <span className="good">{words.why.allows}</span>
                ) : (
                  <span className="bad">
                    {words.why.fails}: {fails.join(', ')}
                  </span>
                )}
              </div>
              {grant.waits?.map(({ event, lag }) => (
                <div key={`${event} ${lag ?? ''}`}>
                  <Link to="/console/events">
                    {words.events.waitsFor(shownEvent({ event, lag: lag ?? null }, words))}
                  </Link>
                </div>
              ))}
              <div className="mono quiet">
                {shownPlace(place, words)}
                <br />
                {words.why.contract} {contract} v{contractVersion} · {delivery.slice(0, 12)}
              </div>
            </div>
          ))}
        </>
      ) : why.isPending ? (
        <Quiet>{words.loading}</Quiet>
      ) : null}
    </Panel>
  );
}

/** An instant as `datetime-local` wants it: this person's clock, to the minute. */
function localInput(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What such a field holds as an instant; undefined while it is empty or half typed. */
function instantOf(value: string): string | undefined {
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}
