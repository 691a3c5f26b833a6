/** Who is watching: one face for each profile, chosen by arrows or by thumb, and remembered on this screen; and who may. */
import { MOST_PROFILES, offeredNames } from '../app/who.ts';
import { NameField } from '../touch/name-field.tsx';
import { Button, Item, type View } from './view.tsx';

const COLOURS = 6;

export function WhoPage({ view, touch }: { view: View; touch: boolean }) {
  const { page, failed } = view.state.who;
  return (
    <main class="page-who">
      <div class="lamp" aria-hidden="true" />
      <div class="who-copy">
        {page.name === 'watch' || page.name === 'edit' ? <Faces view={view} editing={page.name === 'edit'} /> : null}
        {page.name === 'one' || page.name === 'removing' ? (
          <One view={view} profile={page.profile} removing={page.name === 'removing'} />
        ) : null}
        {page.name === 'naming' ? <Naming view={view} touch={touch} /> : null}
        {failed ? (
          <p class="warning" role="alert">
            {view.words.who.failed}
          </p>
        ) : null}
      </div>
    </main>
  );
}

function Faces({ view, editing }: { view: View; editing: boolean }) {
  const { app, state, words, focus } = view;
  const face = (id: string, name: string, picture: string, place: number | null, pressed?: boolean) => (
    <Item key={id} app={app} id={id} focused={focus === id} look="who" {...(pressed === undefined ? {} : { pressed })}>
      <span class={`who-face ${place === null ? 'who-add' : `who-face-${place % COLOURS}`}`} aria-hidden="true">
        {picture}
      </span>
      <span class="who-name">{name}</span>
    </Item>
  );
  const watching = state.me?.profile.id;
  return (
    <>
      <h1 class="page">{editing ? words.who.editTitle : words.who.title}</h1>
      <p class="soft">{editing ? words.who.editHint : words.who.hint}</p>
      <div class="who-row">
        {state.profiles.map(({ id, name }, place) =>
          editing
            ? face(`edit:${id}`, name, letterOf(name), place)
            : face(`profile:${id}`, name, letterOf(name), place, watching === id),
        )}
        {state.profiles.length < MOST_PROFILES ? face('who:add', words.who.add, '+', null) : null}
      </div>
      <div class="who-actions">
        <Button view={view} id={editing ? 'who:done' : 'who:edit'} text={editing ? words.who.done : words.who.edit} />
        <Button view={view} id="language" text={words.menu.language} />
      </div>
    </>
  );
}

function One({ view, profile, removing }: { view: View; profile: string; removing: boolean }) {
  const { state, words } = view;
  const name = state.profiles.filter(({ id }) => id === profile)[0]?.name ?? '';
  if (removing) {
    return (
      <>
        <h1 class="page">{words.who.removeTitle(name)}</h1>
        <p class="soft">{words.who.removeBody}</p>
        <div class="who-actions">
          <Button view={view} id="who:keep" text={words.who.keep} />
          <Button view={view} id="who:remove-now" text={words.who.remove} />
        </div>
      </>
    );
  }
  return (
    <>
      <h1 class="page">{name}</h1>
      <div class="who-actions">
        <Button view={view} id="who:rename" text={words.who.rename} />
        {state.profiles.length > 1 ? <Button view={view} id="who:remove" text={words.who.remove} /> : null}
        <Button view={view} id="who:back" text={words.title.back} />
      </div>
    </>
  );
}

function Naming({ view, touch }: { view: View; touch: boolean }) {
  const { app, state, words, focus } = view;
  return (
    <>
      <h1 class="page">{words.who.nameTitle}</h1>
      {touch ? <NameField view={view} /> : <p class="soft">{words.who.nameHint}</p>}
      <div class="who-names">
        {offeredNames(state.profiles, words.who.names).map((name) => (
          <Item key={name} app={app} id={`name:${name}`} focused={focus === `name:${name}`} look="choice">
            {name}
          </Item>
        ))}
      </div>
      <div class="who-actions">
        <Button view={view} id="who:back" text={words.title.back} />
      </div>
    </>
  );
}

const letterOf = (name: string): string => Array.from(name.trim())[0] ?? '';
