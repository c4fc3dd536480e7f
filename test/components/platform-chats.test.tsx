import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import '../../components/chat/problems.ts';
import { PlatformChats } from '../../components/chats/PlatformChats.tsx';
import { createPanel } from '../../lib/view/panel.ts';
import { CurrentPanel } from '../../lib/view/use-panel.ts';
import { fail, ok, type Result } from '../../lib/shared/result.ts';
import type { Problem } from '../../lib/shared/problem.ts';
import { createFakePagePort } from '../doubles/fake-page-port.ts';
import { buttonsOf, settle } from './panel-page.tsx';

const tides = { chatId: 'x', title: 'Tides', updatedAt: Date.parse('2026-01-31T09:00:00Z') };
const nameless = { chatId: 'y', title: '' };

async function open(listed: Result<unknown, Problem> | Promise<Result<unknown, Problem>>) {
  const port = createFakePagePort();
  port.answer('platform-chats/list', listed);
  const openOptions = vi.fn<() => void>();
  const onShown = vi.fn<() => void>();
  const panel = createPanel({ port, openOptions, restart: vi.fn(), askAccess: () => Promise.resolve(false) });
  expect(port.of('platform-chats/list')).toEqual([]);
  render(
    <CurrentPanel value={panel}>
      <PlatformChats onShown={onShown} />
    </CurrentPanel>,
  );
  await settle();
  return { port, openOptions, onShown, section: screen.getByRole('region', { name: 'On the platform' }) };
}

describe('the chats on the platform', () => {
  it('are asked for when they come on screen, and each is a button by its title', async () => {
    const { section, port } = await open(ok({ chats: [tides, nameless], isWhole: true }));
    expect(port.of('platform-chats/list')).toHaveLength(1);
    const list = within(section).getByRole('list', { name: 'On the platform' });
    expect(buttonsOf(list)).toEqual(['Tides', 'Untitled chat']);
    expect(list.textContent).toBe('TidesJan 31, 2026Untitled chat');
    expect(section.getAttribute('aria-busy')).toBe('false');
    expect(within(section).queryByText(/more than it lists/)).toBeNull();
  });

  it('say that they are being asked for, that there are none, and that there are more', async () => {
    let answer: (reply: Result<unknown, Problem>) => void = () => undefined;
    const { section } = await open(new Promise((resolve) => (answer = resolve)));
    expect(within(section).getByRole('status').textContent).toBe('Asking the platform…');
    expect(section.getAttribute('aria-busy')).toBe('true');
    await act(async () => answer(ok({ chats: [], isWhole: false })));
    expect(within(section).getByRole('status').textContent).toBe('No others.');
    expect(within(section).getByText('The platform has more than it lists.')).toBeDefined();
  });

  it('that can’t be had tell the cause, and are asked for again', async () => {
    const { section, port } = await open(fail({ code: 'server-error', subject: 'api.example.test' }));
    expect(within(section).getByRole('alert').textContent).toContain('api.example.test');
    port.answer('platform-chats/list', ok({ chats: [tides], isWhole: true }));
    fireEvent.click(within(section).getByRole('button', { name: 'Try again' }));
    await settle();
    expect(within(section).queryByRole('alert')).toBeNull();
    expect(within(section).getByRole('button', { name: 'Tides' })).toBeDefined();
  });

  it('are walked by the arrow keys, Home and End', async () => {
    const { section } = await open(ok({ chats: [tides, nameless], isWhole: true }));
    const [first, second] = within(section).getAllByRole('button');
    first?.focus();
    const at = (key: string): Element | null => {
      fireEvent.keyDown(document.activeElement ?? document.body, { key });
      return document.activeElement;
    };
    expect(at('ArrowDown')).toBe(second);
    expect(at('ArrowDown')).toBe(second);
    expect(at('ArrowUp')).toBe(first);
    expect(at('End')).toBe(second);
    expect(at('Home')).toBe(first);
  });

  it('are opened, one at a time', async () => {
    const { section, port, onShown } = await open(ok({ chats: [tides, nameless], isWhole: true }));
    let answer: (reply: Result<unknown, Problem>) => void = () => undefined;
    port.answer('platform-chats/open', new Promise((resolve) => (answer = resolve)));
    fireEvent.click(within(section).getByRole('button', { name: 'Tides' }));
    fireEvent.click(within(section).getByRole('button', { name: 'Untitled chat' }));
    expect(port.of('platform-chats/open')).toEqual([
      { type: 'platform-chats/open', chatId: 'x', title: 'Tides' },
    ]);
    expect(within(section).getByRole('status').textContent).toBe('Reading it back…');
    expect(onShown).not.toHaveBeenCalled();
    await act(async () => answer(ok(undefined)));
    expect(onShown).toHaveBeenCalledOnce();
  });

  it('of which one is gone say so, and stay', async () => {
    const { section, port, onShown } = await open(ok({ chats: [tides], isWhole: true }));
    port.answer('platform-chats/open', fail({ code: 'chat-gone', subject: 'api.example.test' }));
    fireEvent.click(within(section).getByRole('button', { name: 'Tides' }));
    await settle();
    expect(within(section).getByRole('alert').textContent).toContain(
      'api.example.test no longer has this chat',
    );
    expect(onShown).not.toHaveBeenCalled();
    fireEvent.click(within(section).getByRole('button', { name: 'Got it' }));
    await settle();
    expect(port.of('platform-chats/list')).toHaveLength(2);
  });

  it('lead to the settings where those are to blame', async () => {
    const { section, openOptions } = await open(fail({ code: 'wrong-path' }));
    fireEvent.click(within(section).getByRole('button', { name: 'Open settings' }));
    expect(openOptions).toHaveBeenCalledOnce();
  });
});
