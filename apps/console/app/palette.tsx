/** Everything from the keyboard: ⌘K or Ctrl-K finds pages, titles and statements; `g` and a letter goes to a page; `?` tells the keys. */
import { Kbd, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { api, body } from './api.ts';
import { useTurnLanguage, useWords } from './words.tsx';

interface Command {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly run: () => void;
}

const PAGES = [
  { letter: 't', to: '/console', name: 'today' },
  { letter: 'd', to: '/console/deliveries', name: 'deliveries' },
  { letter: 'c', to: '/console/calendar', name: 'calendar' },
  { letter: 'e', to: '/console/events', name: 'events' },
  { letter: 'w', to: '/console/takedowns', name: 'takedowns' },
  { letter: 'a', to: '/console/clearances', name: 'clearances' },
  { letter: 'm', to: '/console/media', name: 'media' },
  { letter: 'i', to: '/console/plan', name: 'plan' },
  { letter: 's', to: '/console/settlement', name: 'settlement' },
  { letter: 'p', to: '/console/people', name: 'people' },
] as const;

const MOST_TITLES = 8;
/** So long after `g` its letter is waited for. */
const LETTER_WAIT_MS = 1500;

export function Palette() {
  const words = useWords();
  const navigate = useNavigate();
  const turn = useTurnLanguage();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [asked] = useDebouncedValue(text.trim(), 120);
  const titles = useQuery({
    queryKey: ['palette', asked, words.language],
    enabled: open && asked !== '',
    queryFn: () => body(api.GET('/api/works', { params: { query: { q: asked, from: 0, language: words.language } } })),
  });
  useShortcuts({ onOpen: () => setOpen(true), onPage: (to) => void navigate({ to }) });

  const nameOf = (name: (typeof PAGES)[number]['name']): string =>
    name === 'plan' || name === 'settlement' ? words.business[name] : words.nav[name];
  const wanted = text.trim().toLowerCase();
  const commands: readonly Command[] = [
    ...PAGES.map(({ letter, to, name }) => ({
      ...{ id: to, name: nameOf(name), note: `g ${letter}` },
      run: () => void navigate({ to }),
    })),
    { id: 'language', name: words.other, note: '', run: turn },
  ].filter(({ name }) => name.toLowerCase().includes(wanted));
  const found: readonly Command[] =
    wanted === ''
      ? commands
      : [
          ...commands,
          ...(titles.data?.works ?? []).slice(0, MOST_TITLES).map(({ work, title, otherTitle }) => ({
            ...{ id: work, name: title, note: otherTitle },
            run: () => void navigate({ to: '/console/calendar', search: { q: title } }),
          })),
        ];
  const chosen = Math.min(at, Math.max(0, found.length - 1));

  function close() {
    setOpen(false);
    setText('');
    setAt(0);
  }

  function pressed(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((chosen + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      close();
      found[chosen]?.run();
    }
  }

  return (
    <>
      <button type="button" className="find" onClick={() => setOpen(true)}>
        {words.palette.find} <Kbd size="xs">{isApple() ? '⌘K' : 'Ctrl K'}</Kbd>
      </button>
      <Modal
        opened={open}
        onClose={close}
        withCloseButton={false}
        padding={0}
        size="lg"
        yOffset="12vh"
        transitionProps={{ duration: 0 }}
        lockScroll={false}
      >
        <TextInput
          data-autofocus
          variant="unstyled"
          className="palette-input"
          role="combobox"
          aria-label={words.palette.find}
          aria-expanded
          aria-controls="palette-list"
          aria-activedescendant={found[chosen] ? `palette-${chosen}` : undefined}
          placeholder={words.palette.hint}
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            setAt(0);
          }}
          onKeyDown={pressed}
        />
        <div role="listbox" id="palette-list" aria-label={words.palette.find} className="palette-list">
          {found.map(({ id, name, note, run }, place) => (
            <button
              key={id}
              type="button"
              role="option"
              tabIndex={-1}
              id={`palette-${place}`}
              aria-selected={place === chosen}
              onMouseMove={() => setAt(place)}
              onClick={() => {
                close();
                run();
              }}
            >
              <span>{name}</span>
              <span className="quiet">{note}</span>
            </button>
          ))}
          {found.length === 0 ? (
            <p className="quiet">{titles.isFetching ? words.loading : words.palette.none}</p>
          ) : null}
        </div>
        <p className="palette-foot quiet">{words.palette.keys}</p>
      </Modal>
    </>
  );
}

/** Keys that count where nothing is being typed. */
function useShortcuts(acts: { onOpen: () => void; onPage: (to: (typeof PAGES)[number]['to']) => void }) {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    let goingSince = Number.NEGATIVE_INFINITY;
    function pressed(event: globalThis.KeyboardEvent) {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current.onOpen();
        return;
      }
      const { target } = event;
      const isTyping =
        target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
      if (isTyping || event.metaKey || event.ctrlKey || event.altKey || document.querySelector('[role=dialog]')) return;
      const page = PAGES.find(({ letter }) => letter === event.key);
      if (page && event.timeStamp - goingSince < LETTER_WAIT_MS) latest.current.onPage(page.to);
      else if (event.key === '?') latest.current.onOpen();
      else if (event.key === '/') {
        const field = document.querySelector<HTMLElement>('.main input');
        if (field) event.preventDefault();
        field?.focus();
      }
      goingSince = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
    }
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);
