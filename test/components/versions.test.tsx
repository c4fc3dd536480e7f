// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Message } from '../../lib/shared/conversation.ts';
import { answer, question } from '../view/messages.ts';
import { openPanel, settle } from './panel-page.tsx';

const turn = (n: number, replaces?: string): Message[] => [
  question({
    id: `q${n}`,
    ordinal: 2 * n - 1,
    text: `Question ${n}`,
    ...(replaces === undefined ? {} : { replaces }),
  }),
  answer({ id: `a${n}`, ordinal: 2 * n, replyTo: `q${n}`, status: 'complete', text: `Answer ${n}` }),
];
const three = [...turn(1), ...turn(2, 'q1'), ...turn(3, 'q1')];

const group = (): HTMLElement => screen.getByRole('group', { name: 'Versions' });
const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const seen = (): string[] => screen.getAllByRole('article').map(({ dataset }) => dataset['message'] ?? '');

afterEach(cleanup);

describe('a turn with several versions', () => {
  it('shows the last, says which it is, and that the assistant sees the others', async () => {
    openPanel({ messages: three });
    await settle();
    expect(seen()).toEqual(['q3', 'a3']);
    expect(within(group()).getByText('3 of 3')).toBeDefined();
    expect(within(group()).getByText('The assistant still sees the earlier versions.')).toBeDefined();
    expect(button('Later version').getAttribute('aria-disabled')).toBe('true');
  });

  it('is walked back and forth, and the focus stays on the button', async () => {
    openPanel({ messages: three });
    await settle();
    const earlier = button('Earlier version');
    earlier.focus();
    fireEvent.click(earlier);
    expect(seen()).toEqual(['q2', 'a2']);
    fireEvent.click(earlier);
    expect(seen()).toEqual(['q1', 'a1']);
    expect(document.activeElement).toBe(earlier);
    expect(earlier.getAttribute('aria-disabled')).toBe('true');
    expect(earlier.tabIndex).toBe(0);
    fireEvent.click(earlier);
    expect(within(group()).getByText('1 of 3')).toBeDefined();
    fireEvent.click(button('Later version'));
    expect(seen()).toEqual(['q2', 'a2']);
  });

  it('shows the version that holds a place that was found', () => {
    const { panel } = openPanel({ messages: three });
    act(() => panel.actions.showPlace({ conversationId: 'c1', messageId: 'a1', ordinal: 2 }));
    expect(seen()).toEqual(['q1', 'a1']);
    expect((document.activeElement as HTMLElement).dataset['message']).toBe('a1');
    expect(panel.store.state().place).toBeNull();
  });

  it('shows what was said to others, too', () => {
    openPanel({ messages: [...three, ...turn(4)] });
    expect(seen()).toEqual(['q3', 'a3', 'q4', 'a4']);
  });
});

describe('Regenerate', () => {
  it('is offered for the last answer, where it is complete and our own', () => {
    const { port } = openPanel({ messages: [...turn(1), ...turn(2)] });
    expect(
      within(screen.getAllByRole('article')[3] ?? document.body).getByRole('button', { name: 'Regenerate' }),
    ).toBeDefined();
    expect(screen.getAllByRole('button', { name: 'Regenerate' })).toHaveLength(1);
    act(() =>
      port.snapshot({ messages: [...turn(1), question({ id: 'q2', ordinal: 3, status: 'queued' })] }),
    );
    expect(screen.queryByRole('button', { name: 'Regenerate' })).toBeNull();
    const [asked, said] = turn(1);
    act(() => port.snapshot({ messages: [asked, { ...said, isElsewhere: true }] as Message[] }));
    expect(screen.queryByRole('button', { name: 'Regenerate' })).toBeNull();
  });

  it('asks for another answer, and leaves the focus where one goes on', async () => {
    const { port } = openPanel({ messages: three });
    fireEvent.click(button('Regenerate'));
    await settle();
    expect(port.of('message/regenerate')).toMatchObject([{ messageId: 'a3' }]);
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }));
  });
});

describe('Edit and resend', () => {
  const box = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Message' });
  const edit = (at: number): void => {
    const article = screen.getAllByRole('article', { name: 'You' })[at];
    fireEvent.click(within(article ?? document.body).getByRole('button', { name: 'Edit and resend' }));
  };
  const send = (text: string): void => {
    fireEvent.change(box(), { target: { value: text } });
    fireEvent.click(button('Send'));
  };

  it('of the last question takes its place, whichever version one began with', async () => {
    const { port } = openPanel({ messages: three });
    await settle();
    fireEvent.click(button('Earlier version'));
    edit(0);
    await settle();
    expect(box().value).toBe('Question 2');
    expect(screen.getByText('Editing your last question')).toBeDefined();
    send('Other words');
    await settle();
    expect(port.of('message/send')).toMatchObject([{ text: 'Other words', replaces: 'q1' }]);
    expect(within(group()).getByText('4 of 4')).toBeDefined();
    expect(screen.getByText('Other words')).toBeDefined();
  });

  it('of an earlier question is a new one at the end, and says so', async () => {
    const { port } = openPanel({ messages: [...turn(1), ...turn(2)] });
    edit(0);
    await settle();
    expect(screen.getByText('Sends as a new question')).toBeDefined();
    send('Other words');
    await settle();
    expect(port.of('message/send')[0]).not.toHaveProperty('replaces');
    expect(screen.queryByRole('group', { name: 'Versions' })).toBeNull();
  });

  it('is given up by Escape, and what is typed then is a new question', async () => {
    const { port } = openPanel({ messages: turn(1) });
    edit(0);
    fireEvent.keyDown(box(), { key: 'Escape' });
    expect(box().value).toBe('');
    send('Other words');
    await settle();
    expect(port.of('message/send')[0]).not.toHaveProperty('replaces');
  });

  it('is given up by its button, too, which leaves the focus where one goes on', async () => {
    openPanel({ messages: turn(1) });
    edit(0);
    await settle();
    const cancel = button('Cancel editing');
    cancel.focus();
    fireEvent.click(cancel);
    expect(screen.queryByText('Editing your last question')).toBeNull();
    expect(document.activeElement).toBe(box());
  });

  it('by Arrow-up is the same', async () => {
    const { port } = openPanel({ messages: turn(1) });
    fireEvent.keyDown(box(), { key: 'ArrowUp' });
    await settle();
    expect(screen.getByText('Editing your last question')).toBeDefined();
    send('Other words');
    await settle();
    expect(port.of('message/send')).toMatchObject([{ replaces: 'q1' }]);
  });
});
