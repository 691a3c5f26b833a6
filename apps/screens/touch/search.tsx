/** Search by thumb: a text field at the top, what it finds under it as you type, the bar at the bottom. */
import { useEffect, useRef } from 'preact/hooks';
import { LONGEST_QUERY, type SearchState } from '../app/search.ts';
import { foundId } from '../app/search-scene.ts';
import { Icon } from '../tv/icons.tsx';
import { Caption } from '../tv/search.tsx';
import { Button, type View } from '../tv/view.tsx';
import { TouchCard } from './card.tsx';
import { TabBar } from './tab-bar.tsx';

export function TouchSearch({ view }: { view: View }) {
  const { app, state, words } = view;
  const { search } = state;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (app.state().search.query === '') field.current?.focus(); // coming back from a title, the titles are wanted
  }, [app]);
  const clear = () => {
    app.writeQuery('');
    field.current?.focus();
  };
  return (
    <main class="touch-page touch-search">
      <form
        class="touch-query"
        onSubmit={(event) => {
          event.preventDefault();
          field.current?.blur(); // the answer is there already: the keyboard makes room for it
        }}
      >
        <Icon name="search" />
        <input
          ref={field}
          id="query"
          type="text"
          inputMode="search"
          enterkeyhint="search"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={LONGEST_QUERY}
          aria-label={words.search.field}
          placeholder={words.search.field}
          value={search.query}
          onInput={(event) => app.writeQuery(event.currentTarget.value)}
        />
        {search.query === '' ? null : (
          <button type="button" id="clear-query" aria-label={words.search.clear} onClick={clear}>
            ×
          </button>
        )}
      </form>
      <Found view={view} search={search} />
      <TabBar view={view} here="menu:search" />
    </main>
  );
}

function Found({ view, search }: { view: View; search: SearchState }) {
  const { words } = view;
  if (search.query === '') return <Teach view={view} />;
  if (search.refusal) {
    return (
      <section class="touch-note" role="alert">
        <h1 class="page">{words.home.failedTitle}</h1>
        <p>{words.reasons[search.refusal.reason]}</p>
        <Button view={view} id="retry" text={words.retry} primary />
      </section>
    );
  }
  if (search.answered === '') return null; // the first answer is on its way
  if (search.titles.length === 0) {
    return (
      <section class="touch-note" role="status">
        <h1 class="page">{words.search.nothingTitle}</h1>
        <p>{words.search.nothingBody}</p>
      </section>
    );
  }
  return (
    <section class="touch-found" aria-label={words.search.found}>
      <p class="touch-count" role="status">
        {words.search.count(search.titles.length)} · {words.search.playableHere}
      </p>
      <div class="touch-grid">
        {search.titles.map((title) => {
          const id = foundId(title.work);
          return (
            <div key={id} class="touch-cell">
              <TouchCard view={view} card={title} place={id} item={id} />
              <Caption title={title} query={search.answered} />
            </div>
          );
        })}
      </div>
    </section>
  );
}

/** Examples of letters only: digits are for a remote's keys. */
function Teach({ view: { words } }: { view: View }) {
  return (
    <section class="touch-note">
      <h1 class="page">{words.search.teachTitle}</h1>
      <p>{words.search.teachField}</p>
      <dl class="examples">
        {words.search.examples
          .filter(({ typed }) => /[A-Z]/.test(typed))
          .map(({ typed, means }) => (
            <div key={typed}>
              <dt>{typed}</dt>
              <dd>{means}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
