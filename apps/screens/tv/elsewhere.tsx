/** Home's corner while another screen of the household plays: what, where, and that it may go on here. */
import { type OtherScreenPlay, placeNow, refusedHere } from '../app/elsewhere.ts';
import { playhead } from '../words/index.ts';
import { Button, type View } from './view.tsx';

export function Elsewhere({ view }: { view: View }) {
  const { elsewhere } = view.state;
  if (elsewhere.length === 0) return null;
  return (
    <div class="elsewhere-list">
      {elsewhere.map((play) => (
        <OtherPlay key={play.id} view={view} play={play} />
      ))}
    </div>
  );
}

function OtherPlay({ view, play }: { view: View; play: OtherScreenPlay }) {
  const { words, state } = view;
  const refused = refusedHere(play);
  return (
    <section
      class={play.offered ? 'elsewhere sent' : 'elsewhere'}
      role={play.offered ? 'alert' : undefined}
      aria-label={whereWords(view, play)}
    >
      <p class="elsewhere-where">
        <i />
        {whereWords(view, play)}
        {play.offered ? '' : ` · ${playhead(placeNow(play, state.nowMs))}`}
      </p>
      <p class="elsewhere-title">{play.title}</p>
      {refused === null ? null : <p class="soft">{words.reasons[refused]}</p>}
      <div class="actions">
        {refused === null ? (
          <Button view={view} id={`move:${play.id}`} text={words.elsewhere.continueHere} primary />
        ) : null}
        <Button view={view} id={`remote:${play.id}`} text={words.elsewhere.remote} />
      </div>
    </section>
  );
}

/** Where it plays, or from where it was sent here. */
export function whereWords({ words }: View, { deviceName, screen, offered }: OtherScreenPlay): string {
  const device = deviceName || words.device.kinds[screen];
  return offered ? words.elsewhere.sent(device) : words.elsewhere.playing(device);
}
