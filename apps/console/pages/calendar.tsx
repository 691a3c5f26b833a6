/** Rights as time: what may be streamed where, one glance to the gap; a click says why, down to the partner's row. */
import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { LICENSE_COLOURS } from '../app/theme.ts';
import { useWords } from '../app/words.tsx';
import { DEFAULT_PLACE, type Place, SCREENS, type Screen, useCalendar } from './rights-questions.ts';
import { Why } from './why.tsx';

const RANGES = { '1': 31, '3': 92, '12': 366, '60': 1830 } as const;
const MONTHS = ['1', '3', '12', '60'] as const satisfies readonly (keyof typeof RANGES)[];
const PAGE = 100;

export function CalendarPage() {
  const words = useWords();
  const [place, setPlace] = useState<Place>(DEFAULT_PLACE);
  const [months, setMonths] = useState<keyof typeof RANGES>('3');
  const [q, setQ] = useState(() => new URLSearchParams(window.location.search).get('q') ?? '');
  const [asked] = useDebouncedValue(q, 200);
  const [from, setFrom] = useState(0);
  const [chosen, setChosen] = useState<{ work: string; title: string; at: string } | null>(null);
  const days = RANGES[months];
  const calendar = useCalendar({ ...place, q: asked, from, days });
  const { data } = calendar;
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
          onChange={({ currentTarget }) => {
            setQ(currentTarget.value);
            setFrom(0);
          }}
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
              <Quiet>{data ? words.calendar.shown(data.works.length, data.total) : words.loading}</Quiet>
              <div className="axis" aria-hidden>
                {ticks(start, end, words.language).map(({ at, label }) => (
                  <span key={at} style={{ left: `${share(at)}%` }}>
                    {label}
                  </span>
                ))}
              </div>
            </div>
            {data?.works.map((work) => (
              <div className="calendar-row" key={work.work} data-chosen={chosen?.work === work.work}>
                <div className="name" title={`${work.title} ${work.otherTitle}`}>
                  <b>{work.title}</b> <Quiet>{work.otherTitle}</Quiet>
                </div>
                <div className="track">
                  {work.stretches.map((stretch) => {
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
                        onClick={() => setChosen({ work: work.work, title: work.title, at: stretch.start })}
                      >
                        {label}
                      </button>
                    );
                  })}
                  {work.stretches.every(
                    ({ allow, reasons }) => !allow && reasons.every((r) => !r.startsWith('denied:')),
                  ) ? (
                    <button
                      type="button"
                      className="stretch none"
                      onClick={() =>
                        setChosen({ work: work.work, title: work.title, at: work.stretches[0]?.start ?? '' })
                      }
                    >
                      {words.calendar.none}: {work.stretches[0]?.reasons.join(', ')}
                    </button>
                  ) : null}
                </div>
              </div>
            ))}
          </div>
          {data && data.total > PAGE ? (
            <div className="pager">
              <Button variant="default" size="xs" disabled={from === 0} onClick={() => setFrom(from - PAGE)}>
                ←
              </Button>
              <Quiet>
                {from + 1}–{Math.min(from + PAGE, data.total)} / {data.total}
              </Quiet>
              <Button
                variant="default"
                size="xs"
                disabled={from + PAGE >= data.total}
                onClick={() => setFrom(from + PAGE)}
              >
                →
              </Button>
            </div>
          ) : null}
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
