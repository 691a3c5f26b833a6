/** The search page: keys at the left, what they find at the right, as you press. */
import type { FoundTitle } from '@duoping/client';
import { useMemo } from 'preact/hooks';
import { type SearchState, typedIn } from '../app/search.ts';
import { FOUND_COLUMNS, foundId, keyId, keyRows } from '../app/search-scene.ts';
import type { Words } from '../words/index.ts';
import { cardLabel } from './facts.tsx';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import { CardFace } from './rail.tsx';
import { Button, Item, px, type View } from './view.tsx';

const COLUMN_PITCH = 351;
const ROW_PITCH = 262;
/** The focused row stands second where there is one above it, so that both neighbours are seen. */
const ROWS_ABOVE = 1;
const KEEP_ROWS = 3;

export function SearchPage({ view }: { view: View }) {
  const { state, words } = view;
  const { search } = state;
  return (
    <main class="search">
      <section class="search-keys" aria-label={words.search.title}>
        <div class="query" role="status">
          {search.query === '' ? (
            <span class="query-empty">{words.search.title}</span>
          ) : (
            endOf(search.query.toUpperCase())
          )}
          <i class="caret" />
        </div>
        <p class="query-hint">{words.search.hint}</p>
        <Keys view={view} search={search} />
      </section>
      <section class="search-found" aria-label={words.search.found}>
        <Found view={view} search={search} />
      </section>
      <Menu view={view} />
    </main>
  );
}

/** So much of a query fits above the keys: its end is what is being typed. */
const FITS = 11;
const endOf = (query: string): string => (query.length > FITS ? `…${query.slice(1 - FITS)}` : query);

const T9_LETTERS = ['', '', 'ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'];

function Keys({ view, search }: { view: View; search: SearchState }) {
  const { app, words, focus } = view;
  const labels: Readonly<Record<string, string>> = {
    erase: words.search.erase,
    clear: words.search.clear,
    switch: search.keypad === 't9' ? words.search.toLetters : words.search.toT9,
  };
  return (
    <div class={`keys ${search.keypad}`}>
      {keyRows(search.keypad).map((row) => (
        <div key={row[0]} class="key-row">
          {row.map((key) => (
            <Item
              key={key}
              app={app}
              id={keyId(key)}
              focused={focus === keyId(key)}
              look={row.length === 3 ? 'key wide' : 'key'}
              label={labels[key] ?? key.toUpperCase()}
            >
              <b>{key === 'erase' ? <Icon name="erase" /> : (labels[key] ?? key.toUpperCase())}</b>
              {search.keypad === 't9' && /[2-9]/.test(key) ? <small>{T9_LETTERS[Number(key)]}</small> : null}
            </Item>
          ))}
        </div>
      ))}
    </div>
  );
}

function Found({ view, search }: { view: View; search: SearchState }) {
  const { words } = view;
  if (search.query === '') return <Teach words={words} />;
  if (search.refusal) {
    return (
      <div class="search-note" role="alert">
        <h1 class="page">{words.home.failedTitle}</h1>
        <p class="synopsis">{words.reasons[search.refusal.reason]}</p>
        <div class="actions">
          <Button view={view} id="retry" text={words.retry} primary />
        </div>
      </div>
    );
  }
  if (search.answered === '') return null; // the first answer is on its way
  if (search.titles.length > 0) return <Titles view={view} search={search} />;
  return (
    <div class="search-note" role="status">
      <h1 class="page">{words.search.nothingTitle}</h1>
      <p class="synopsis">{words.search.nothingBody}</p>
    </div>
  );
}

function Teach({ words }: { words: Words }) {
  return (
    <div class="search-note">
      <h1 class="page">{words.search.teachTitle}</h1>
      <p class="synopsis">{words.search.teachBody}</p>
      <dl class="examples">
        {words.search.examples.map(({ typed, means }) => (
          <div key={typed}>
            <dt>{typed}</dt>
            <dd>{means}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Titles({ view, search }: { view: View; search: SearchState }) {
  const { app, words, focus } = view;
  const { titles, answered } = search;
  const focused = titles.map((title) => foundId(title.work)).indexOf(focus ?? '');
  const row = Math.floor(Math.max(0, focused) / FOUND_COLUMNS);
  const top = Math.max(0, row - ROWS_ABOVE);
  return useMemo(
    () => (
      <>
        <h2 class="found-head">
          <b>{words.search.found}</b> <span class="soft">{words.search.playableHere}</span>
          <span class="unseen" role="status">
            {words.search.count(titles.length)}
          </span>
        </h2>
        <div class="found-window">
          <div class="found-rows" style={{ transform: `translate3d(0,${px(-top * ROW_PITCH)},0)` }}>
            {titles.map((title, place) => {
              const at = Math.floor(place / FOUND_COLUMNS);
              if (at < top - 1 || at > top + KEEP_ROWS) return null;
              const id = foundId(title.work);
              const style = {
                left: px((place % FOUND_COLUMNS) * COLUMN_PITCH),
                top: px(at * ROW_PITCH),
                opacity: at < top ? '0' : '1',
              };
              return (
                <div key={id} class="found" style={style}>
                  <Item
                    app={app}
                    id={id}
                    focused={focus === id}
                    look={title.ready ? 'card' : 'card waiting'}
                    label={cardLabel(title, words)}
                  >
                    <CardFace card={title} words={words} />
                  </Item>
                  <Caption title={title} query={answered} />
                </div>
              );
            })}
          </div>
        </div>
      </>
    ),
    [titles, answered, words, focus],
  );
}

/** How it was met: the syllables with what was typed of them lit; else its other name. */
export function Caption({ title, query }: { title: FoundTitle; query: string }) {
  if (title.reading.length === 0) return <p class="found-as">{title.otherTitle}</p>;
  return (
    <p class="found-as" lang="zh-Latn">
      {typedIn(title, query).map(({ text, typed }, place) => (
        <span key={place} class="syllable">
          <em>{(text.charAt(0).toUpperCase() + text.slice(1)).slice(0, typed)}</em>
          {(text.charAt(0).toUpperCase() + text.slice(1)).slice(typed)}
        </span>
      ))}
    </p>
  );
}
