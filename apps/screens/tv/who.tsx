/** Who is watching: one face for each profile, chosen by arrows or by thumb, and remembered on this screen. */
import { Item, type View } from './view.tsx';

const COLOURS = 6;

export function WhoPage({ view }: { view: View }) {
  const { app, state, words, focus } = view;
  return (
    <main class="page-who">
      <div class="lamp" aria-hidden="true" />
      <div class="who-copy">
        <h1 class="page">{words.who.title}</h1>
        <p class="soft">{words.who.hint}</p>
        <div class="who-row">
          {state.profiles.map(({ id, name }, place) => (
            <Item
              key={id}
              app={app}
              id={`profile:${id}`}
              focused={focus === `profile:${id}`}
              look="who"
              label={name}
              pressed={state.me?.profile.id === id}
            >
              <Face name={name} place={place} />
              <span class="who-name">{name}</span>
            </Item>
          ))}
        </div>
        <Item app={app} id="language" focused={focus === 'language'} look="button">
          {words.menu.language}
        </Item>
      </div>
    </main>
  );
}

/** A profile's first letter on its colour, which follows from its place in the household. */
function Face({ name, place }: { name: string; place: number }) {
  return (
    <span class={`who-face who-face-${place % COLOURS}`} aria-hidden="true">
      {Array.from(name.trim())[0]}
    </span>
  );
}
