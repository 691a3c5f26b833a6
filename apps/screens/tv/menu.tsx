/** The side menu: icons asleep at the left edge, words beside them once Left opens it. */
import { inSide } from '../app/focus.ts';
import { memoryOf, sceneOf } from '../app/scene.ts';
import { currentRoute } from '../app/state.ts';
import { Icon, Mark } from './icons.tsx';
import { Item, type View } from './view.tsx';

export function Menu({ view }: { view: View }) {
  const { app, state, words, focus } = view;
  const open = inSide(sceneOf(state), memoryOf(state));
  const route = currentRoute(state).name;
  const entries = [
    { id: 'menu:home', icon: 'home', text: words.menu.home, here: route === 'home' },
    { id: 'menu:search', icon: 'search', text: words.menu.search, here: route === 'search' },
    { id: 'menu:language', icon: 'language', text: words.menu.language, here: false },
    { id: 'menu:device', icon: 'device', text: words.menu.device, here: false },
  ] as const;
  return (
    <nav class={open ? 'menu open' : 'menu'}>
      <div class="menu-veil" />
      <div class="menu-head">
        <Mark />
        <span class="menu-word">{state.brandName}</span>
      </div>
      {entries.map(({ id, icon, text, here }) => (
        <Item key={id} app={app} id={id} focused={focus === id} look={here ? 'entry here' : 'entry'} label={text}>
          <Icon name={icon} />
          <span class="menu-word">{text}</span>
        </Item>
      ))}
    </nav>
  );
}
