/** How a case, its state and its clocks are shown. */
import type { paths } from '@duoping/client';
import { shownInstant } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import type { Words } from '../words/en.ts';

export type Case = paths['/api/takedowns/{id}']['get']['responses'][200]['content']['application/json'];
export type Clock = Case['deadlines'][number];

/** The open deadline that comes first. */
export const nextClock = ({ deadlines }: Case): Clock | undefined => deadlines.find(({ met }) => met === null);

export const subjectOf = ({ scope, notice }: Case, words: Words): string => {
  if (scope.works.length > 0) return scope.works.map(({ title }) => title).join(words.listComma);
  return scope.partner ?? scope.contract ?? notice.subject;
};

const TONES: Readonly<Record<Case['state'], string>> = {
  ...{ incomplete: 'warn', open: 'bad', removed: 'good', countered: 'warn' },
  ...{ suit: 'clash', restored: 'quiet', closed: 'quiet' },
};

export function StateOf({ state }: { state: Case['state'] }) {
  const words = useWords();
  return <b className={TONES[state]}>{words.takedowns.states[state]}</b>;
}

/** What is due and when: in how long, since when overdue, or when it was done. */
export function ClockOf({ clock, named = false }: { clock: Clock; named?: boolean }) {
  const words = useWords();
  const { what, from, by, met } = clock;
  const name = named ? `${words.takedowns.clocks[what]} · ` : '';
  if (met !== null)
    return (
      <span className={Date.parse(met) <= Date.parse(by) ? 'good' : 'bad'}>
        {name}✓ {shownInstant(met, words)}
      </span>
    );
  const now = Date.now();
  if (from !== null && Date.parse(from) > now)
    return (
      <span className="quiet" title={shownInstant(from, words)}>
        {name}
        {words.takedowns.notBefore(span(Date.parse(from) - now, words))}
      </span>
    );
  const left = Date.parse(by) - now;
  return (
    <span className={left < 0 ? 'bad' : left < SOON_MS ? 'warn' : ''} title={shownInstant(by, words)}>
      {name}
      {left < 0 ? words.takedowns.overdue(span(-left, words)) : words.takedowns.left(span(left, words))}
    </span>
  );
}

const SOON_MS = 12 * 3_600_000;

function span(milliseconds: number, { language }: Words): string {
  const hours = milliseconds / 3_600_000;
  const [value, unit] = hours >= 48 ? [hours / 24, 'day'] : hours >= 1 ? [hours, 'hour'] : [hours * 60, 'minute'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.max(1, Math.floor(value)),
  );
}
