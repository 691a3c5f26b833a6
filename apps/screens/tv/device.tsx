/** This screen: what it is called and where it belongs, its language, and how it leaves the household. */
import { currentRoute } from '../app/state.ts';
import { Notice } from './notice.tsx';
import { Button, type View } from './view.tsx';

export function DevicePage({ view }: { view: View }) {
  const { state, words } = view;
  const { me } = state;
  const route = currentRoute(state);
  if (!me) return null;
  if (route.name === 'device' && route.confirming) {
    return (
      <main class="page-device">
        <Notice
          view={view}
          title={words.device.confirmTitle}
          body={words.device.confirmBody}
          actions={[
            { id: 'keep', text: words.device.keep },
            { id: 'forget', text: words.device.forgetNow },
          ]}
        />
      </main>
    );
  }
  const rows = [
    [words.device.name, me.device.name],
    [words.device.kind, `${words.device.kinds[me.device.screen]} · ${me.device.model}`],
    [words.device.household, me.household.name],
    [words.device.profile, me.profile.name],
    [words.device.territory, me.territory],
  ] as const;
  return (
    <main class="page-device">
      <div class="lamp" aria-hidden="true" />
      <h1 class="page">{words.device.title}</h1>
      <div class="device-columns">
        <div class="device-actions">
          <Button view={view} id="ask-profile" text={words.who.change} />
          <Button view={view} id="language" text={words.menu.language} />
          <Button view={view} id="ask-forget" text={words.device.forget} />
          <Button view={view} id="back" text={words.title.back} />
        </div>
        <dl class="device-facts">
          {rows.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
    </main>
  );
}
