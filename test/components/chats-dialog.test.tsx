import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fail, ok } from '../../lib/shared/result.ts';
import { buttonsOf, composer, openPanel, press, settle, type OpenedPanel } from './panel-page.tsx';

const now = Date.now();
const chat = (id: string, more: object = {}) => ({
  ...{ id, title: id, updatedAt: now - 1000, isPinned: false, waiting: 0 },
  ...more,
});
const there = ok({ isThere: true });

/** The panel on chat *on screen*, with its list of chats open. */
async function openChats(
  chats: readonly object[],
  removed: readonly object[] = [],
): Promise<OpenedPanel & { tell(next: readonly object[], gone?: readonly object[]): Promise<void> }> {
  const opened = openPanel({ conversation: { id: 'shown', title: 'Shown' } });
  const tell = async (next: readonly object[], gone: readonly object[] = []): Promise<void> => {
    opened.port.answer('chats/list', ok({ chats: next, removed: gone }));
    opened.port.chatsChanged();
    await act(() => new Promise((done) => setTimeout(done, 200)));
  };
  opened.port.answer('chats/list', ok({ chats, removed }));
  for (const type of ['chats/open', 'chats/rename', 'chats/pin', 'chats/remove', 'chats/restore'] as const)
    opened.port.answer(type, there);
  press('Chats');
  await settle();
  await settle();
  return { ...opened, tell };
}

const dialog = (): HTMLElement => screen.getByRole('dialog', { name: 'Chats' });
const list = (): HTMLElement => within(dialog()).getByRole('list', { name: 'Chats' });
const titles = (): (string | null)[] =>
  [...list().querySelectorAll('.chat-title')].map((title) => title.textContent);
const row = (title: string): HTMLElement => {
  const found = within(list()).getByRole('button', { name: title }).closest('li');
  if (found === null) throw new Error(`${title} is in no list.`);
  return found;
};
const pressIn = (title: string, name: string): boolean =>
  fireEvent.click(within(row(title)).getByRole('button', { name }));
const focused = (): string | null =>
  document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? null;
const key = (name: string, more: object = {}): boolean =>
  fireEvent.keyDown(document.activeElement!, { key: name, ...more });

describe('the list of chats', () => {
  it('has a button by the title of each, and what can be done to it; the one on screen is marked', async () => {
    await openChats([
      chat('one', { waiting: 2 }),
      chat('shown', { title: 'Shown', windows: 1 }),
      chat('two', { windows: 1 }),
      chat('three', { title: '' }),
    ]);
    expect(titles()).toEqual(['one', 'Shown', 'two', 'Untitled chat']);
    expect(buttonsOf(row('one'))).toEqual(['one', 'Rename', 'Pin', 'Export', 'Delete']);
    expect(row('one').textContent).toContain('2 unsent');
    expect(row('two').textContent).toContain('Open in another window');
    expect(row('Shown').textContent).not.toContain('Open in another window');
    expect(list().querySelectorAll('[aria-current]')).toHaveLength(1);
    expect(within(row('Shown')).getByRole('button', { name: 'Shown' }).getAttribute('aria-current')).toBe(
      'true',
    );
    expect(within(row('one')).getByRole('button', { name: 'Delete', description: 'one' })).toBeDefined();
  });

  it('says that there is none, that none is found, and finds them by their words', async () => {
    const { tell } = await openChats([]);
    expect(dialog().textContent).toContain('No chats yet');
    await tell([chat('Ferries'), chat('Fähren')]);
    const search = within(dialog()).getByRole('searchbox', { name: 'Search chats' });
    fireEvent.change(search, { target: { value: 'FAHR' } });
    await settle();
    expect(titles()).toEqual(['Fähren']);
    fireEvent.change(search, { target: { value: 'zzz' } });
    await settle();
    expect(titles()).toEqual([]);
    expect(dialog().textContent).toContain('No chat has these words');
  });

  it('is drawn piece by piece where it is long, and whole where somebody goes to its end', async () => {
    vi.useFakeTimers();
    try {
      const { port } = openPanel({});
      const many = Array.from({ length: 250 }, (_, n) => chat(`c${n}`, { updatedAt: now - n }));
      port.answer('chats/list', ok({ chats: many, removed: [] }));
      press('Chats');
      await act(() => vi.dynamicImportSettled());
      await act(() => vi.advanceTimersByTimeAsync(1));
      const first = titles().length;
      expect(first).toBeGreaterThan(10);
      expect(first).toBeLessThan(250);
      fireEvent.keyDown(within(dialog()).getByRole('searchbox'), { key: 'ArrowDown' });
      expect(focused()).toBe('c0');
      key('End');
      expect(focused()).toBe('c249');
      expect(titles()).toHaveLength(250);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is opened and closed from the keyboard, and gives the focus back', async () => {
    const { port } = openPanel({});
    port.answer('chats/list', ok({ chats: [], removed: [] }));
    composer().focus();
    const shortcut = { code: 'KeyJ', altKey: true, shiftKey: true };
    fireEvent.keyDown(composer(), shortcut);
    await settle();
    expect(dialog()).toBeDefined();
    fireEvent.keyDown(dialog(), shortcut);
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('a chat', () => {
  it('is opened by its title; the dialog goes, and stays where it is not there any more', async () => {
    const { port } = await openChats([chat('one')]);
    port.answer('chats/open', ok({ isThere: false }));
    fireEvent.click(within(list()).getByRole('button', { name: 'one' }));
    await settle();
    expect(dialog().textContent).toContain('That chat is not here any more.');
    port.answer('chats/open', there);
    fireEvent.click(within(list()).getByRole('button', { name: 'one' }));
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(port.of('chats/open').map(({ id }) => id)).toEqual(['one', 'one']);
  });

  it('is renamed in place by Enter, or by leaving the field; Escape and nothing leave it', async () => {
    const { port } = await openChats([chat('one'), chat('two')]);
    const field = (): HTMLInputElement => screen.getByRole('textbox', { name: 'New title' });
    const given = (): string[] => port.of('chats/rename').map(({ title }) => title);
    pressIn('one', 'Rename');
    expect(focused()).toBe('New title');
    port.answer('chats/list', ok({ chats: [chat('one', { title: 'first' }), chat('two')], removed: [] }));
    fireEvent.change(field(), { target: { value: 'first' } });
    fireEvent.submit(field());
    await settle();
    expect(given()).toEqual(['first']);
    expect(focused()).toBe('first');
    key('F2');
    fireEvent.change(field(), { target: { value: 'thrown away' } });
    // Escape is the field's: the dialog does not hear of it.
    expect(fireEvent.keyDown(field(), { key: 'Escape' })).toBe(false);
    await settle();
    pressIn('two', 'Rename');
    fireEvent.change(field(), { target: { value: ' ' } });
    fireEvent.blur(field());
    await settle();
    pressIn('two', 'Rename');
    fireEvent.change(field(), { target: { value: 'second' } });
    fireEvent.blur(field());
    await settle();
    expect(given()).toEqual(['first', 'second']);
    expect(dialog()).toBeDefined();
  });

  it('is pinned and unpinned; the focus goes along to where it stands then', async () => {
    const { port } = await openChats([chat('one'), chat('two')]);
    port.answer('chats/list', ok({ chats: [chat('one'), chat('two', { isPinned: true })], removed: [] }));
    pressIn('two', 'Pin');
    await settle();
    expect(titles()).toEqual(['two', 'one']);
    expect(focused()).toBe('two');
    expect(within(row('two')).getByRole('button', { name: 'Pin' }).getAttribute('aria-pressed')).toBe('true');
    pressIn('two', 'Pin');
    expect(port.of('chats/pin').map(({ isPinned }) => isPinned)).toEqual([true, false]);
  });

  it('is deleted with the focus on its neighbour, and said once, with what is not sent; Undo brings it back', async () => {
    const { port, tell } = await openChats([chat('one'), chat('two', { waiting: 2 }), chat('three')]);
    pressIn('two', 'Delete');
    expect(focused()).toBe('three');
    await tell([chat('one'), chat('three')], [{ id: 'two', title: 'two', waiting: 2 }]);
    const told = within(dialog())
      .getAllByRole('status')
      .map(({ textContent }) => textContent)
      .filter((text) => text !== '');
    expect(told).toEqual(['“two” was deleted. 2 messages in it will not be sent.Undo']);
    fireEvent.click(within(dialog()).getByRole('button', { name: 'Undo' }));
    await settle();
    expect(port.of('chats/restore')).toEqual([{ type: 'chats/restore', id: 'two' }]);
    expect(port.of('chats/open')).toEqual([]);
    await tell([chat('one'), chat('two', { waiting: 2 }), chat('three')]);
    expect(focused()).toBe('two');
    expect(within(dialog()).queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('that was on screen is there again by Undo, and the list stays open', async () => {
    const { port, tell } = await openChats([chat('one'), chat('shown')]);
    pressIn('shown', 'Delete');
    await tell([chat('one')], [{ id: 'shown', title: 'shown', waiting: 0 }]);
    fireEvent.click(within(dialog()).getByRole('button', { name: 'Undo' }));
    await settle();
    expect(port.of('chats/open')).toEqual([{ type: 'chats/open', id: 'shown' }]);
    await tell([chat('one'), chat('shown')]);
    expect(focused()).toBe('shown');
  });

  it('that was the only one leaves the focus in the search', async () => {
    const { tell } = await openChats([chat('one')]);
    within(list()).getByRole('button', { name: 'one' }).focus();
    key('Delete');
    expect(focused()).toBe('Search chats');
    await tell([], [{ id: 'one', title: 'one', waiting: 0 }]);
    expect(focused()).toBe('Search chats');
  });

  it('that could not be deleted is told so, and is still there', async () => {
    const { port } = await openChats([chat('one'), chat('two')]);
    port.answer('chats/remove', fail({ code: 'storage-failed' }));
    pressIn('one', 'Delete');
    await settle();
    expect(dialog().textContent).toContain('That did not work, and nothing has changed.');
    expect(titles()).toEqual(['one', 'two']);
  });
});

describe('the keys of the list', () => {
  it('walk it over all its groups; one row alone is among the stops of Tab', async () => {
    await openChats([
      chat('old', { updatedAt: now - 40 * 86_400_000 }),
      chat('new'),
      chat('pin', { isPinned: true }),
    ]);
    within(dialog()).getByRole('searchbox').focus();
    const walked = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Home', 'End', 'ArrowUp'].map(
      (name) => {
        key(name);
        return focused();
      },
    );
    expect(walked).toEqual(['pin', 'new', 'old', 'old', 'pin', 'old', 'new']);
    const stops = [...list().querySelectorAll<HTMLElement>('button')].filter(
      ({ tabIndex }) => tabIndex === 0,
    );
    expect(stops.map((stop) => stop.getAttribute('aria-label') ?? stop.textContent)).toEqual([
      'new',
      'Rename',
      'Pin',
      'Export',
      'Delete',
    ]);
    key('Home');
    key('ArrowUp');
    expect(focused()).toBe('Search chats');
  });

  it('bring the last one back that was deleted, but not while something is typed', async () => {
    const { port, tell } = await openChats([chat('one'), chat('two')]);
    within(list()).getByRole('button', { name: 'one' }).focus();
    key('Delete');
    await tell([chat('two')], [{ id: 'one', title: 'one', waiting: 0 }]);
    within(dialog()).getByRole('searchbox').focus();
    key('z', { ctrlKey: true });
    expect(port.of('chats/restore')).toEqual([]);
    within(list()).getByRole('button', { name: 'two' }).focus();
    key('z', { ctrlKey: true });
    expect(port.of('chats/restore')).toEqual([{ type: 'chats/restore', id: 'one' }]);
    await settle();
  });
});
