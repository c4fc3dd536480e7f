import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ConnectionStatus } from '../../lib/shared/connection-status.ts';
import { answer, question } from '../view/messages.ts';
import { openPanel, press, settle } from './panel-page.tsx';

const queue = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    question({ id: `q${n}`, ordinal: 10 + 2 * n, status: 'queued', text: `Question ${n}` }),
  );
const bar = (): HTMLElement | null => screen.queryByRole('group', { name: 'Waiting messages' });
const shown = (): number => screen.queryAllByRole('article').length;

describe('messages that wait', () => {
  it('are not counted where it is one', async () => {
    openPanel({ messages: queue(1) });
    await settle();
    expect(bar()).toBeNull();
  });

  it.each<[ConnectionStatus, string]>([
    [{ kind: 'connected' }, 'Waits for the answer above'],
    [{ kind: 'offline' }, 'Waits for the connection'],
    [{ kind: 'sign-in-needed' }, 'Waits for you to sign in'],
    [{ kind: 'starting-up' }, 'Waits for the platform to start'],
    [{ kind: 'check-settings' }, 'Waits for the settings to be corrected'],
  ])('%j: %s', async (status, why) => {
    openPanel({ status, messages: queue(2) });
    await settle();
    expect(bar()?.textContent).toContain(`2 waiting · ${why}`);
    const [first, second] = screen.getAllByRole('article');
    expect(first?.textContent).toContain(why);
    expect(second?.textContent).toContain('Waits for the answer above');
  });

  it('wait for the first connection before anything is set', async () => {
    openPanel({ status: { kind: 'check-settings' }, destination: null, messages: queue(2) });
    await settle();
    expect(bar()?.textContent).toContain('2 waiting · Waits until the panel is connected');
    expect(screen.getAllByRole('article')[0]?.textContent).toContain('Waits until the panel is connected');
  });

  it('say when the limit is over', async () => {
    openPanel({ status: { kind: 'waiting', until: Date.now() + 30_000 }, messages: queue(2) });
    await settle();
    expect(bar()?.textContent).toMatch(/Waiting (?:30|29) s \(rate limit\)/);
  });

  it('fold beyond three, and open again', async () => {
    openPanel({ messages: [answer({ ordinal: 1 }), ...queue(8)] });
    await settle();
    expect(bar()?.textContent).toContain('8 waiting');
    expect(shown()).toBe(4);
    press('Show all');
    expect(shown()).toBe(9);
    expect(screen.getByRole('button', { name: 'Show fewer' }).getAttribute('aria-expanded')).toBe('true');
    press('Show fewer');
    expect(shown()).toBe(4);
  });

  it('are all deleted by one press, the oldest first, and brought back by another', async () => {
    const messages = queue(3);
    const { port } = openPanel({ messages });
    await settle();
    press('Delete all');
    act(() => port.snapshot({ messages: [] }));
    await settle();
    expect(port.of('message/remove')).toEqual(
      messages.map(({ id }) => ({ type: 'message/remove', messageId: id, onlyQueued: true })),
    );
    expect(screen.getByText('3 messages deleted')).toBeDefined();
    press('Undo');
    await settle();
    expect(port.of('message/restore').map(({ id, ordinal }) => [id, ordinal])).toEqual([
      ['q0', 10],
      ['q1', 12],
      ['q2', 14],
    ]);
    expect(bar()).toBeNull();
  });

  it('come back as words where they may not come back as messages', async () => {
    const { port, panel } = openPanel({ messages: queue(1) });
    await settle();
    port.answer('message/restore', { ok: false, failure: { code: 'page-forbidden', subject: 'x' } });
    press('Delete');
    await settle();
    press('Undo');
    await settle();
    expect(panel.draft.state().text).toBe('Question 0');
  });

  it('are not offered back in another conversation', async () => {
    const { port } = openPanel({ messages: queue(1) });
    await settle();
    press('Delete');
    await settle();
    act(() => port.snapshot({ conversation: { id: 'c2', title: '' } }));
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });
});
