/** A line to write a name in, and what sends it. */
import { useState } from 'preact/hooks';
import type { View } from '../tv/view.tsx';

const LONGEST_NAME = 24;

export function NameField({ view }: { view: View }) {
  const { app, words } = view;
  const [name, setName] = useState('');
  return (
    <form
      class="name-field"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') app.callProfile(name);
      }}
    >
      <input
        type="text"
        maxLength={LONGEST_NAME}
        value={name}
        placeholder={words.who.nameField}
        aria-label={words.who.nameField}
        autocomplete="off"
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit" class="item button primary" disabled={name.trim() === ''}>
        {words.who.done}
      </button>
    </form>
  );
}
