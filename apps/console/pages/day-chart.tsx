/** Watched time by day of a month, drawn; each bar says its figures to whoever points at it or listens. */
import type { paths } from '@duoping/client';
import { shownHours } from '../app/show.ts';
import { useWords } from '../app/words.tsx';

export type Audience = paths['/api/portal/audience']['get']['responses'][200]['content']['application/json'];

const WIDTH = 1100;
const HEIGHT = 170;
const LEFT = 46;
const FOOT = 20;

export function DayChart({ audience: { period, days } }: { audience: Audience }) {
  const words = useWords();
  const { business, language } = words;
  const [year = 0, month = 0] = period.split('-').map(Number);
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const byDay = new Map(days.cells.map((cell) => [cell.key, cell]));
  const most = Math.max(1, ...days.cells.map(({ watchedMs }) => watchedMs));
  const step = (WIDTH - LEFT) / count;
  const room = HEIGHT - FOOT;
  return (
    <>
      <svg className="flow" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={business.byDay}>
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line
              x1={LEFT}
              x2={WIDTH}
              y1={room - share * (room - 14)}
              y2={room - share * (room - 14)}
              className="grid"
            />
            <text x={0} y={room - share * (room - 14) + 4} className="flow-note">
              {share === 0 ? '0' : shownHours(most * share, words)}
            </text>
          </g>
        ))}
        {Array.from({ length: count }, (_, at) => {
          const key = `${period}-${String(at + 1).padStart(2, '0')}`;
          const cell = byDay.get(key);
          const height = cell ? Math.max(2, (cell.watchedMs / most) * (room - 14)) : 0;
          return (
            <g key={key}>
              {cell ? (
                <rect
                  x={LEFT + at * step + 3}
                  y={room - height}
                  width={step - 6}
                  height={height}
                  rx={3}
                  className="day"
                >
                  <title>
                    {dayName(key, language)} · {shownHours(cell.watchedMs, words)} ·{' '}
                    {cell.plays.toLocaleString(language)} {business.plays}
                  </title>
                </rect>
              ) : null}
              {at % 5 === 0 || at === count - 1 ? (
                <text x={LEFT + at * step + step / 2} y={HEIGHT - 4} textAnchor="middle" className="flow-note">
                  {at + 1}
                </text>
              ) : null}
            </g>
          );
        })}
      </svg>
      {days.others ? (
        <p className="quiet">
          {business.others(days.others.cells)}: {shownHours(days.others.watchedMs, words)}
        </p>
      ) : null}
    </>
  );
}

const dayName = (day: string, language: string): string =>
  new Date(`${day}T12:00:00Z`).toLocaleDateString(language, { dateStyle: 'full', timeZone: 'UTC' });
