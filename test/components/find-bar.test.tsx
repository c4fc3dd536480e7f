// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../components/find/find.ts';
import type { Message } from '../../lib/shared/conversation.ts';
import { ok } from '../../lib/shared/result.ts';
import { question } from '../view/messages.ts';
import { composer, openPanel, press, settle } from './panel-page.tsx';
import { StaticRangeDouble } from './static-range.ts';

const said = (ordinal: number, text: string, changes = {}): Message =>
  question({ id: `m${ordinal}`, ordinal, text, ...changes });
const tides = [said(1, 'High tide'), said(2, 'Low tide'), said(3, 'The moon')];

/** True: the browser's own search comes. */
const ctrlF = (): boolean => fireEvent.keyDown(document.body, { key: 'f', code: 'KeyF', ctrlKey: true });
const field = (): HTMLInputElement => screen.getByRole('searchbox', { name: 'Find in chat' });
const type = (value: string): boolean => fireEvent.change(field(), { target: { value } });
const note = (): string => document.querySelector('.find-note')?.firstChild?.textContent ?? '';
const focused = (): string | undefined => (document.activeElement as HTMLElement).dataset['message'];

beforeEach(() => void vi.stubGlobal('StaticRange', StaticRangeDouble));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the search within a chat', () => {
  it('opens from the keyboard with the focus, and gives it to the message that was found', async () => {
    openPanel({ messages: tides });
    expect(ctrlF()).toBe(false);
    await settle();
    expect(document.activeElement).toBe(field());
    type('tide');
    // Nothing has a place here, and so nothing is in view: the newest.
    expect(note()).toBe('2 of 2');
    expect(document.activeElement).toBe(field());
    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(note()).toBe('1 of 2');
    fireEvent.keyDown(field(), { key: 'Enter', shiftKey: true });
    press('Previous match');
    expect(note()).toBe('1 of 2');
    fireEvent.keyDown(document.body, { key: 'F3' });
    expect(note()).toBe('2 of 2');
    fireEvent.keyDown(field(), { key: 'Escape' });
    expect(screen.queryByRole('searchbox')).toBeNull();
    expect(focused()).toBe('m2');
  });

  it('says that there is nothing, and gives the focus to the composer then', async () => {
    openPanel({ messages: tides });
    ctrlF();
    await settle();
    type('sun');
    expect(note()).toBe('No matches');
    expect(screen.getByRole('button', { name: 'Next match' }).getAttribute('aria-disabled')).toBe('true');
    press('Close find');
    expect(document.activeElement).toBe(composer());
  });

  it('leaves the keys to the browser where a chat is empty, and where it has the focus already', async () => {
    const { port } = openPanel({ messages: [] });
    expect(ctrlF()).toBe(true);
    act(() => port.snapshot({ messages: tides }));
    ctrlF();
    await settle();
    expect(ctrlF()).toBe(true);
    composer().focus();
    expect(ctrlF()).toBe(false);
    expect(document.activeElement).toBe(field());
  });

  it('takes no letter of a word that is still being composed for a press of Enter', async () => {
    openPanel({ messages: tides });
    ctrlF();
    await settle();
    type('tide');
    fireEvent.keyDown(field(), { key: 'Enter', isComposing: true });
    expect(note()).toBe('2 of 2');
  });

  it('opens from the list of chats, which closes', async () => {
    openPanel({ messages: tides });
    press('Chats');
    await settle();
    press('Find in this chat');
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.activeElement).toBe(field());
  });

  it('unfolds the queue that holds what was found', async () => {
    const queue = [4, 5, 6, 7].map((n) => said(n, `Wait ${n}`, { status: 'queued' }));
    openPanel({ messages: [...tides, ...queue] });
    const count = (): number => screen.getAllByRole('article').length;
    expect(count()).toBe(6);
    ctrlF();
    await settle();
    type('wait 7');
    expect(count()).toBe(7);
    fireEvent.keyDown(field(), { key: 'Escape' });
    expect(focused()).toBe('m7');
  });

  it('loads what was said far above, and ends with its chat', async () => {
    const { port } = openPanel({
      messages: [said(91, 'High tide'), said(92, 'Low tide')],
      hasEarlier: true,
    });
    port.answer(
      'history/earlier',
      ok({ messages: [said(40, 'Springtide'), said(41, 'Ebb')], hasEarlier: false }),
    );
    ctrlF();
    await settle();
    type('springtide');
    await settle();
    expect(note()).toBe('1 of 1');
    expect(screen.getByText('Springtide')).toBeDefined();
    act(() =>
      port.snapshot({
        conversation: { id: 'c2', title: '' },
        messages: [said(1, 'x', { conversationId: 'c2' })],
      }),
    );
    expect(screen.queryByRole('searchbox')).toBeNull();
    expect(document.activeElement).toBe(composer());
  });
});
