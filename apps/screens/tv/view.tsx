/** What every part of the TV layout is given, and the one element that can have focus. */
import type { ComponentChildren } from 'preact';
import type { App } from '../app/app.ts';
import type { State } from '../app/state.ts';
import type { Words } from '../words/index.ts';

export interface View {
  readonly app: App;
  readonly state: State;
  readonly words: Words;
  /** The item that has focus. */
  readonly focus: string | null;
}

/** Stage pixels (1920×1080) as the root's length, as the style sheets have them. */
export const px = (stagePixels: number): string => `${stagePixels / 100}rem`;

export interface ItemProps {
  readonly app: App;
  readonly id: string;
  readonly focused: boolean;
  readonly look: string;
  readonly label?: string;
  readonly pressed?: boolean;
  readonly style?: Record<string, string>;
  readonly children?: ComponentChildren;
}

/** Focus is the app's; the element only follows it, so that a screen reader hears the same as is seen. */
export function Item({ app, id, focused, look, label, pressed, style, children }: ItemProps) {
  return (
    <button
      type="button"
      id={id}
      class={`item ${look}${focused ? ' focused' : ''}`}
      tabIndex={focused ? 0 : -1}
      aria-label={label}
      aria-pressed={pressed}
      style={style}
      onMouseMove={(event) => {
        if (!focused && (event.movementX !== 0 || event.movementY !== 0)) app.point(id);
      }}
      onClick={() => app.choose(id)}
    >
      {children}
    </button>
  );
}

export function Button({ view, id, text, primary }: { view: View; id: string; text: string; primary?: boolean }) {
  return (
    <Item app={view.app} id={id} focused={view.focus === id} look={primary ? 'button primary' : 'button'}>
      {text}
    </Item>
  );
}

/** Gives the browser's own focus to the item, and undoes the scrolling that old engines do on the way. */
export function followFocus(item: string | null): void {
  const element = item === null ? null : document.getElementById(item);
  if (!element || element === document.activeElement) return;
  // Side by side with others in a frame, a screen takes no keys that it wasn't given.
  if (window.parent !== window && !document.hasFocus()) return;
  element.focus({ preventScroll: true });
  for (let box: HTMLElement | null = element; box; box = box.parentElement) {
    if (box.scrollLeft !== 0) box.scrollLeft = 0;
    if (box.scrollTop !== 0) box.scrollTop = 0;
  }
}
