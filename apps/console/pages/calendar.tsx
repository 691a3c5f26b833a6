/** Rights as time: what may be streamed where, one glance to the gap; a click says why, down to the partner's row. */
import { Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { LICENSE_COLOURS } from '../app/theme.ts';
import { type Sight, Windowed } from '../app/windowed.tsx';
import { useWords } from '../app/words.tsx';
import { DEFAULT_PLACE, type Place, SCREENS, type Screen, useCalendarRows } from './rights-questions.ts';
import { Why } from './why.tsx';

const RANGES = { '1': 31, '3': 92, '12': 366, '60': 1830 } as const;
const MONTHS = ['1', '3', '12', '60'] as const satisfies readonly (keyof typeof RANGES)[];
const ROW_HEIGHT = 39;

export function CalendarPage() {
  const words = useWords();
  const [place, setPlace] = useState<Place>(DEFAULT_PLACE);
  const [months, setMonths] = useState<keyof typeof RANGES>('3');
  const [q, setQ] = useState(() => new URLSearchParams(window.location.search).get('q') ?? '');
  const [asked] = useDebouncedValue(q, 200);
  const [sight, setSight] = useState<Sight>({ first: 0, end: 40 });
  const [known, setKnown] = useState(0);
  const [chosen, setChosen] = useState<{ work: string; title: string; at: string } | null>(null);
  const days = RANGES[months];
  const calendar = useCalendarRows({ ...place, q: asked, days }, sight);
  // While other rows come, the list keeps the length that it had.
  const total = calendar.total ?? known;
  if (total !== known) setKnown(total);
  const start = Date.now();
  const end = start + days * 86_400_000;
  const share = (instant: number) => Math.max(0, Math.min(100, ((instant - start) / (end - start)) * 100));

  return (
    <>
      <Head title={words.nav.calendar}>
        <TextInput
          aria-label={words.calendar.search}
          placeholder={words.calendar.search}
          value={q}
          onChange={({ currentTarget }) => setQ(currentTarget.value)}
        />
        <Select
          aria-label={words.screen}
          w={130}
          data={SCREENS.map((screen): { value: Screen; label: string } => ({
            value: screen,
            label: words.screens[screen] ?? screen,
          }))}
          value={place.screen}
          onChange={(screen) => screen !== null && setPlace({ ...place, screen })}
        />
        <TextInput
          aria-label={words.territory}
          w={80}
          maxLength={6}
          value={place.territory}
          onChange={({ currentTarget }) => setPlace({ ...place, territory: currentTarget.value.toUpperCase() })}
        />
        <Select
          aria-label={words.calendar.months}
          w={130}
          data={MONTHS.map((value) => ({ value, label: `${value} ${words.calendar.months}` }))}
          value={months}
          onChange={(value) => value !== null && setMonths(value)}
        />
      </Head>
      <Trouble error={calendar.error} />
      <div className="with-why">
        <Panel>
          <div className="calendar">
            <div className="calendar-head">
              <Quiet>{words.calendar.count(total)}</Quiet>
              <div className="axis" aria-hidden>
                {ticks(start, end, words.language).map(({ at, label }) => (
                  <span key={at} style={{ left: `${share(at)}%` }}>
                    {label}
                  </span>
                ))}
              </div>
            </div>
            <Windowed
              key={`${asked} ${place.screen} ${place.territory}`}
              count={total}
              rowHeight={ROW_HEIGHT}
              label={words.nav.calendar}
              onSight={setSight}
            >
              {(at) => {
                const work = calendar.work(at);
                return work ? (
                  <CalendarRow work={work} share={share} end={end} chosen={chosen?.work ?? null} onChosen={setChosen} />
                ) : (
                  <div className="calendar-row" aria-busy />
                );
              }}
            </Windowed>
          </div>
        </Panel>
        <aside>
          {chosen ? (
            <Why key={`${chosen.work} ${chosen.at}`} title={chosen.title} ask={{ ...place, ...chosen }} />
          ) : (
            <Panel padded>
              <Quiet>{words.calendar.whyHint}</Quiet>
            </Panel>
          )}
        </aside>
      </div>
    </>
  );
}

type Work = NonNullable<ReturnType<ReturnType<typeof useCalendarRows>['work']>>;

function CalendarRow({
  work,
  share,
  end,
  chosen,
  onChosen,
}: {
  work: Work;
  share: (instant: number) => number;
  end: number;
  chosen: string | null;
  onChosen: (chosen: { work: string; title: string; at: string }) => void;
}) {
  const words = useWords();
  const { title, stretches } = work;
  const choose = (at: string) => onChosen({ work: work.work, title, at });
  return (
    <div className="calendar-row" data-chosen={chosen === work.work}>
      <div className="name" title={`${title} ${work.otherTitle}`}>
        <b>{title}</b> <Quiet>{work.otherTitle}</Quiet>
      </div>
      <div className="track">
        {stretches.map((stretch) => {
          const left = share(Date.parse(stretch.start));
          const width = share(stretch.end === null ? end : Date.parse(stretch.end)) - left;
          const denied = stretch.reasons.some((reason) => reason.startsWith('denied:'));
          if (!stretch.allow && !denied) return null;
          const label = stretch.allow
            ? `${stretch.licenseType} · ${stretch.partner} · ${stretch.quality}`
            : stretch.reasons.join(', ');
          return (
            <button
              type="button"
              key={stretch.start}
              className={denied ? 'stretch denied' : 'stretch'}
              style={{
                left: `${left}%`,
                width: `${width}%`,
                ...(denied ? {} : { background: LICENSE_COLOURS[stretch.licenseType ?? ''] }),
              }}
              title={label}
              onClick={() => choose(stretch.start)}
            >
              {label}
            </button>
          );
        })}
        {stretches.every(({ allow, reasons }) => !allow && reasons.every((r) => !r.startsWith('denied:'))) ? (
          <button type="button" className="stretch none" onClick={() => choose(stretches[0]?.start ?? '')}>
            {words.calendar.none}: {stretches[0]?.reasons.join(', ')}
          </button>
        ) : null}
      </div>
    </div>
  );
}

/** The first of each month or year in the range, few enough to be read. */
function ticks(start: number, end: number, language: string): { at: number; label: string }[] {
  const found: { at: number; label: string }[] = [];
  const first = new Date(start);
  const step = end - start > 800 * 86_400_000 ? 12 : 1;
  for (let month = 1; found.length < 14; month += step) {
    const at = new Date(first.getFullYear(), first.getMonth() + month, 1);
    if (at.getTime() >= end) break;
    const label = at.toLocaleDateString(
      language,
      step === 12 ? { year: 'numeric', month: 'short' } : { month: 'short' },
    );
    found.push({ at: at.getTime(), label });
  }
  return found;
}
