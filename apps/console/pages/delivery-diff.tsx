/** What viewers will see of a delivery: counted by territory and screen, and line by line. */
import type { paths } from '@duoping/client';
import { useState } from 'react';
import { api, body } from '../app/api.ts';
import { PagedRows } from '../app/paged-rows.tsx';
import { Figure, Panel, Quiet } from '../app/parts.tsx';
import { shownDate } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import type { Review } from './review.ts';

type Line =
  paths['/api/deliveries/{id}/lines']['get']['responses'][200]['content']['application/json']['lines'][number];
type Act = Line['act'];
type Place = NonNullable<Review['review']>['places'][number];
interface Wish {
  readonly act?: Act;
  readonly screen?: string;
  readonly territory?: string;
}

const TONES = { appear: 'good', disappear: 'bad', change: 'warn', conflict: 'clash' } as const satisfies Record<
  Act,
  string
>;
const SIGNS = { appear: '+', disappear: '−', change: '~', conflict: '!' } as const satisfies Record<Act, string>;
const ACTS: readonly Act[] = ['appear', 'disappear', 'change', 'conflict'];
const SCREENS = ['tv', 'stb', 'phone', 'tablet', 'web'];
/** Places beyond these are rare enough to be looked for by the lines themselves. */
const TERRITORIES_SHOWN = 12;

export function DeliveryFigures({ review }: { review: Review }) {
  const words = useWords();
  const diff = review.review?.diff;
  if (!diff) return null;
  return (
    <div className="figures">
      <Figure count={diff.appears} tone="good">
        {words.deliveries.appear}
      </Figure>
      <Figure count={diff.disappears} tone="bad">
        {words.deliveries.disappear}
      </Figure>
      <Figure count={diff.changes} tone="warn">
        {words.deliveries.change}
      </Figure>
      <Figure count={diff.conflicts} tone="clash">
        {words.deliveries.conflict}
      </Figure>
      <Figure count={diff.unchanged}>{words.deliveries.stay}</Figure>
    </div>
  );
}

export function DeliveryDiff({ review }: { review: Review }) {
  const words = useWords();
  const [wish, setWish] = useState<Wish>({});
  if (review.review === null) return null;
  const { id } = review;
  return (
    <>
      <Places places={review.review.places} wish={wish} onWish={setWish} />
      <Panel>
        <div className="sheet-tools">
          {ACTS.map((act) => (
            <button
              key={act}
              type="button"
              className={`chip ${TONES[act]}`}
              aria-pressed={wish.act === act}
              onClick={() => setWish(({ act: chosen, ...rest }) => (chosen === act ? rest : { ...rest, act }))}
            >
              {SIGNS[act]} {words.deliveries[act]}
            </button>
          ))}
          {wish.screen || wish.territory ? (
            <button
              type="button"
              className="chip"
              aria-pressed
              onClick={() => setWish(({ act }) => (act ? { act } : {}))}
            >
              {[wish.territory, wish.screen && (words.screens[wish.screen] ?? wish.screen)].filter(Boolean).join(' · ')}{' '}
              ×
            </button>
          ) : null}
        </div>
        <PagedRows<Line>
          queryKey={['lines', id, review.status, review.files, wish]}
          page={async (from, count) => {
            const { total, lines } = await body(
              api.GET('/api/deliveries/{id}/lines', { params: { path: { id }, query: { ...wish, from, count } } }),
            );
            return { total, rows: lines };
          }}
          label={words.deliveries.whatViewersSee}
          columns="minmax(200px, 1.5fr) minmax(160px, 1fr) minmax(70px, 0.6fr) 70px 60px minmax(230px, 1.2fr) minmax(110px, 0.6fr)"
          head={[
            words.deliveries.whatViewersSee,
            words.screen,
            words.territory,
            words.deliveries.license,
            words.deliveries.format,
            words.deliveries.window,
            '',
          ]}
          cells={({ act, line, other, partner }) => [
            <span key="title" title={line.alid}>
              <b>{line.title}</b>
            </span>,
            line.screens.map((screen) => words.screens[screen] ?? screen).join(' · '),
            <span key="where" title={line.territories}>
              {line.territories}
            </span>,
            line.licenseType,
            other !== null && act === 'change' && other.formatProfile !== line.formatProfile ? (
              <span key="format">
                <s className="quiet">{other.formatProfile}</s> {line.formatProfile}
              </span>
            ) : (
              line.formatProfile
            ),
            <span key="window">
              {windowOf(line)}
              {other !== null && windowOf(other) !== windowOf(line) ? (
                <Quiet>
                  {' '}
                  <s>{windowOf(other)}</s>
                </Quiet>
              ) : null}
            </span>,
            <span key="act" className={TONES[act]}>
              {words.deliveries[act]}
              {partner === null ? null : ` · ${partner}`}
            </span>,
          ]}
          rowHeight={34}
          rowsShown={12}
          empty={words.deliveries.nothingChanges}
        />
      </Panel>
    </>
  );

  function windowOf({ start, end }: Line['line']): string {
    return `${shownDate(start, words)} – ${end === null ? words.deliveries.open : shownDate(end, words)}`;
  }
}

/** One cell for each territory and screen; a click asks for its lines. */
function Places({ places, wish, onWish }: { places: readonly Place[]; wish: Wish; onWish: (wish: Wish) => void }) {
  const words = useWords();
  const territories = [...Map.groupBy(places, ({ territory }) => territory)];
  if (territories.length === 0) return null;
  const screens = SCREENS.filter((screen) => places.some((place) => place.screen === screen));
  return (
    <Panel>
      <table className="rows places">
        <thead>
          <tr>
            <th>{words.territory}</th>
            {screens.map((screen) => (
              <th key={screen}>{words.screens[screen] ?? screen}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {territories.slice(0, TERRITORIES_SHOWN).map(([territory, here]) => (
            <tr key={territory}>
              <td>
                <b>{territory}</b>
              </td>
              {screens.map((screen) => {
                const counts = here.find((place) => place.screen === screen)?.counts;
                return (
                  <td key={screen}>
                    {counts ? (
                      <button
                        type="button"
                        className="place"
                        aria-pressed={wish.screen === screen && wish.territory === territory}
                        aria-label={`${territory} ${words.screens[screen] ?? screen}`}
                        onClick={() => onWish({ screen, territory })}
                      >
                        {ACTS.filter((act) => counts[act] > 0).map((act) => (
                          <span key={act} className={TONES[act]}>
                            {SIGNS[act]}
                            {counts[act].toLocaleString()}
                          </span>
                        ))}
                      </button>
                    ) : null}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {territories.length > TERRITORIES_SHOWN ? (
        <div className="sheet-opened">
          <Quiet>{words.deliveries.morePlaces(territories.length - TERRITORIES_SHOWN)}</Quiet>
        </div>
      ) : null}
    </Panel>
  );
}
