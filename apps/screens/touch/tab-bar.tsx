/** The bar under the thumb: home, search, the other language, this screen. */
import { Icon } from '../tv/icons.tsx';
import type { View } from '../tv/view.tsx';
import { Tap } from './tap.tsx';

export function TabBar({ view, here }: { view: View; here: 'menu:home' | 'menu:search' | 'menu:device' }) {
  const { app, words } = view;
  const tabs = [
    { id: 'menu:home', icon: 'home', text: words.menu.home },
    { id: 'menu:search', icon: 'search', text: words.menu.search },
    { id: 'menu:language', icon: 'language', text: words.otherLanguage },
    { id: 'menu:device', icon: 'device', text: words.menu.device },
  ] as const;
  return (
    <nav class="tabs" aria-label={view.state.brandName}>
      {tabs.map(({ id, icon, text }) => (
        <Tap key={id} app={app} id={id} look={id === here ? 'tab here' : 'tab'}>
          <Icon name={icon} />
          {text}
        </Tap>
      ))}
    </nav>
  );
}
