import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { read, users } from '../api/client';
import { nameOf } from '../guests/guest';
import type { May } from '../signin/claims';
import { useMay } from '../signin/may';
import { screensFor } from './screens';

interface Command {
  to: string;
  title: string;
  about: string;
}

function commandsFor(may: May): Command[] {
  return [...screensFor(may).map((screen) => ({ to: screen.path, title: screen.title, about: screen.group })), ...(may.change ? DO : [])];
}

const DO: Command[] = [
  { to: '/guests/new', title: 'Register a guest', about: 'Do' },
  { to: '/events?post', title: 'Post an event', about: 'Do' },
];

/** Ctrl K: goes to a screen, does something, or finds a guest by name, address or id. */
export function Palette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const navigate = useNavigate();
  const may = useMay();
  const [typed, setTyped] = useState('');
  const [highlighted, setHighlighted] = useState<string>();
  const [entered, setEntered] = useState('');
  const found = useQuery({
    queryKey: ['palette', typed],
    queryFn: () => read(users.GET('/users', { params: { query: { q: typed, limit: 5 } } })),
    enabled: open && typed.trim().length >= 2,
    staleTime: 10_000,
  });
  const guests = (typed.trim().length >= 2 ? (found.data?.items ?? []) : []).map((guest) => ({
    to: `/guests/${guest.userId}`,
    title: nameOf(guest),
    about: guest.email ?? 'Guest',
  }));
  const words = typed.trim().toLowerCase();
  const commands = commandsFor(may).filter((one) => one.title.toLowerCase().includes(words));
  const byId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(words)
    ? [
        { to: `/guests/${words}`, title: 'Guest of this id', about: words },
        { to: `/runs/${words}`, title: 'Run of this id', about: words },
      ]
    : [];
  const items: Command[] = [...byId, ...commands, ...guests];
  const go = (to: string) => {
    onOpenChange(false);
    setTyped('');
    setEntered('');
    void navigate(to);
  };
  // guests arrive after the typing: Enter may come before them, or before the list has highlighted what it shows now
  const enter = (event: KeyboardEvent<HTMLInputElement> & { preventBaseUIHandler: () => void }) => {
    if (event.key !== 'Enter') {
      return;
    }
    event.preventBaseUIHandler();
    event.preventDefault();
    const text = event.currentTarget.value;
    // whoever is quick presses it before the last letter was drawn
    const chosen = text === typed ? (items.find((item) => item.to === highlighted) ?? items[0]) : undefined;
    if (chosen) {
      go(chosen.to);
    } else {
      setEntered(text);
    }
  };
  useEffect(() => {
    if (entered && entered === typed && items[0]) {
      go(items[0].to);
    }
  });
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog palette" aria-label="Go to">
          <Autocomplete.Root
            inline
            open
            items={items}
            value={typed}
            onValueChange={setTyped}
            filter={null}
            autoHighlight="always"
            keepHighlight
            itemToStringValue={(command: Command) => command.title}
            onItemHighlighted={(command) => setHighlighted(command?.to)}
          >
            <Autocomplete.Input
              className="palette-input"
              placeholder="A screen, a guest's name, an id…"
              aria-label="Go to"
              onKeyDown={enter}
            />
            <Autocomplete.Empty className="palette-empty">
              {found.isFetching ? 'Looking…' : typed && commands.length + guests.length + byId.length === 0 ? 'Nothing is called so.' : null}
            </Autocomplete.Empty>
            <Autocomplete.List className="palette-list">
              {(command: Command) => (
                <Autocomplete.Item key={command.to} value={command} className="palette-item" onClick={() => go(command.to)}>
                  <span>{command.title}</span>
                  <span className="quiet">{command.about}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
