/** What a finger can press: at least 44 pixels, focus drawn by the browser for those with a keyboard. */
import type { ComponentChildren } from 'preact';
import type { App } from '../app/app.ts';

export interface TapProps {
  readonly app: App;
  readonly id: string;
  readonly look: string;
  readonly label?: string;
  readonly pressed?: boolean;
  readonly children?: ComponentChildren;
}

/** Chooses an item of the current scene, the same one that OK chooses on a remote. */
export function Tap({ app, id, look, label, pressed, children }: TapProps) {
  return (
    <button type="button" id={id} class={look} aria-label={label} aria-pressed={pressed} onClick={() => app.choose(id)}>
      {children}
    </button>
  );
}
