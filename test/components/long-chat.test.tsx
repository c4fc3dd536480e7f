import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ok } from '../../lib/shared/result.ts';
import { question } from '../view/messages.ts';
import { openPanel, settle, type OpenedPanel } from './panel-page.tsx';

const total = 1_000;
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) =>
    question({ id: `u${from + n}`, ordinal: from + n, text: `Message ${from + n}` }),
  );

function openLong(): OpenedPanel {
  const opened = openPanel({ messages: range(total - 49, total), hasEarlier: true });
  const { request } = opened.port;
  vi.spyOn(opened.port, 'request').mockImplementation(async (command) => {
    if (command.type !== 'history/earlier') return request(command);
    const { before } = command as unknown as { before: number };
    const last = Math.min(before - 1, total);
    const first = Math.max(1, last - 49);
    return ok({ messages: range(first, last), hasEarlier: first > 1 });
  });
  return opened;
}

/* By selectors: the roles of hundreds of messages take seconds to find out. */
const articles = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('article')];
const shown = (): string[] =>
  articles().map((article) => article.querySelector('.bubble')?.textContent ?? '');
const button = (name: string): HTMLElement | null => screen.queryByText(name, { selector: 'button' });
async function more(name: string): Promise<void> {
  fireEvent.click(button(name) as HTMLElement);
  await settle();
  // It is drawn in parts, a frame for each.
  await act(() => vi.waitFor(() => expect(button('Loading…')).toBeNull()));
}

describe('a chat of many messages', () => {
  it('is read upward and down again, with no more than a part of it in the page', async () => {
    openLong();
    for (let n = 0; n < 4; n += 1) await more('Earlier messages');
    expect(shown()).toHaveLength(200);
    expect(shown()[0]).toBe(`Message ${total - 249}`);
    for (let n = 0; n < 8 && button('Later messages'); n += 1) await more('Later messages');
    expect(shown().at(-1)).toBe(`Message ${total}`);
    expect(shown().length).toBeLessThanOrEqual(250);
  });

  it('is back at its newest messages at once, with what came meanwhile', async () => {
    const { port } = openLong();
    for (let n = 0; n < 4; n += 1) await more('Earlier messages');
    act(() =>
      port.patch({ type: 'message/put', message: question({ id: 'new', ordinal: total + 1, text: 'New' }) }),
    );
    expect(shown()).not.toContain('New');
    fireEvent.click(button('Jump to latest') as HTMLElement);
    expect(shown().at(-1)).toBe('New');
    expect(button('Later messages')).toBeNull();
  });

  it('is walked by arrow keys across the end of what was loaded', async () => {
    openLong();
    const first = articles()[0];
    first?.focus();
    fireEvent.keyDown(first as HTMLElement, { key: 'ArrowUp' });
    await settle();
    await act(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    expect(document.activeElement?.querySelector('.bubble')?.textContent).toBe(`Message ${total - 50}`);
  });

  it('is opened around a place far above, without what is between', async () => {
    const { panel } = openLong();
    act(() => panel.actions.showPlace({ conversationId: 'c1', messageId: 'u100', ordinal: 100 }));
    await settle();
    expect(document.activeElement?.querySelector('.bubble')?.textContent).toBe('Message 100');
    expect(shown()).toHaveLength(50);
  });
});
