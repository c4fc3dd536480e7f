import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { Message } from '../../lib/shared/conversation.ts';
import { ok } from '../../lib/shared/result.ts';
import { openPanel, settle } from './panel-page.tsx';

const said = (ordinal: number, conversationId = 'c1'): Message => ({
  role: 'user',
  id: `${conversationId}:${ordinal}`,
  conversationId,
  ordinal,
  text: `Message ${ordinal}`,
  attachments: [],
  status: 'sent',
  createdAt: 1,
});
const range = (from: number, to: number, conversationId?: string): Message[] =>
  Array.from({ length: to - from + 1 }, (_, n) => said(from + n, conversationId));

const focused = (): string => document.activeElement?.querySelector('.bubble')?.textContent ?? '';
const articles = (): number => screen.getAllByRole('article').length;

describe('a place that was found', () => {
  it('is brought into view, with the focus on its message', () => {
    const scrolled = vi.spyOn(Element.prototype, 'scrollIntoView');
    const { panel } = openPanel({ messages: range(1, 5) });
    act(() => panel.actions.showPlace({ conversationId: 'c1', messageId: 'c1:2', ordinal: 2 }));
    expect(focused()).toBe('Message 2');
    expect(scrolled).toHaveBeenCalledOnce();
    expect(panel.store.state().place).toBeNull();
  });

  it('waits for its chat, whose end is not followed then', () => {
    const { panel, port } = openPanel({ messages: range(1, 5) });
    act(() => panel.actions.showPlace({ conversationId: 'c2', messageId: 'c2:2', ordinal: 2 }));
    expect(focused()).toBe('');
    act(() => port.snapshot({ conversation: { id: 'c2', title: '' }, messages: range(1, 9, 'c2') }));
    expect(focused()).toBe('Message 2');
    expect(screen.getByRole('button', { name: 'Jump to latest' })).toBeDefined();
  });

  it('is fetched where it is far above, and drawn once', async () => {
    const { panel, port } = openPanel({ messages: range(91, 100), hasEarlier: true });
    const pages = [range(61, 90), range(31, 60), range(1, 30)];
    const { request } = port;
    vi.spyOn(port, 'request').mockImplementation(async (command) => {
      if (command.type !== 'history/earlier') return request(command);
      const messages = pages.shift() ?? [];
      return ok({ messages, hasEarlier: pages.length > 0 });
    });
    const drawn: number[] = [];
    panel.store.subscribe(() => drawn.push(panel.store.state().messages.length));
    act(() => panel.actions.showPlace({ conversationId: 'c1', messageId: 'c1:40', ordinal: 40 }));
    await settle();
    expect(focused()).toBe('Message 40');
    expect(articles()).toBe(70);
    expect(pages).toHaveLength(1);
    expect([...new Set(drawn)]).toEqual([10, 70]);
    expect(panel.store.state().hasEarlier).toBe(true);
  });

  it('is given up where it is gone, or can not be fetched', async () => {
    const { panel, port } = openPanel({ messages: range(91, 100), hasEarlier: true });
    act(() => panel.actions.showPlace({ conversationId: 'c1', messageId: 'gone', ordinal: 95 }));
    expect(panel.store.state().place).toBeNull();
    const request = vi
      .spyOn(port, 'request')
      .mockResolvedValue({ ok: false, failure: { code: 'internal' } } as never);
    act(() => panel.actions.showPlace({ conversationId: 'c1', messageId: 'c1:4', ordinal: 4 }));
    await settle();
    expect(panel.store.state().place).toBeNull();
    expect(request).toHaveBeenCalledOnce();
    expect(focused()).toBe('');
  });

  it('is forgotten where another chat is opened instead', () => {
    const { panel, port } = openPanel({ messages: range(1, 5) });
    act(() => panel.actions.showPlace({ conversationId: 'c2', messageId: 'c2:2', ordinal: 2 }));
    act(() => port.snapshot({ conversation: { id: 'c3', title: '' }, messages: range(1, 9, 'c3') }));
    act(() => port.snapshot({ conversation: { id: 'c2', title: '' }, messages: range(1, 9, 'c2') }));
    expect(focused()).toBe('');
  });

  it('leaves earlier messages to be loaded by the button as before', async () => {
    const { port } = openPanel({ messages: range(91, 100), hasEarlier: true });
    port.answer('history/earlier', ok({ messages: range(61, 90), hasEarlier: true }));
    fireEvent.click(screen.getByRole('button', { name: /earlier/i }));
    await settle();
    expect(articles()).toBe(40);
    expect(port.of('history/earlier')).toHaveLength(1);
  });
});
