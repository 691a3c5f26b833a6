/** A page that has something to say instead of something to show: what happened, what is unharmed, what to do. */
import type { ComponentChildren } from 'preact';
import { Button, type View } from './view.tsx';

export interface NoticeProps {
  readonly view: View;
  readonly title: string;
  readonly body: string;
  readonly more?: ComponentChildren;
  readonly actions: readonly { readonly id: string; readonly text: string }[];
}

export function Notice({ view, title, body, more, actions }: NoticeProps) {
  return (
    <div class="notice" role="alert">
      <div class="lamp" aria-hidden="true" />
      <h1 class="page">{title}</h1>
      <p class="synopsis">{body}</p>
      {more}
      <div class="actions">
        {actions.map(({ id, text }, place) => (
          <Button key={id} view={view} id={id} text={text} primary={place === 0} />
        ))}
      </div>
    </div>
  );
}
