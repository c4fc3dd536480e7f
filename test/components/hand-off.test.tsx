import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { placeHandOff } from '../../components/composer/hand-off.ts';
import type { HandedOver } from '../../lib/messaging/handed-over.ts';
import { question } from '../view/messages.ts';
import { composer, openPanel, settle, write, type OpenedPanel } from './panel-page.tsx';

/** Told to the panel, as its port does. */
async function told(at: OpenedPanel, handOff: Partial<HandedOver> | null): Promise<void> {
  await act(() =>
    placeHandOff(at.panel, handOff && { id: 'h1', kind: 'explain', about: 'page', ...handOff }),
  );
  await settle();
  await act(() => new Promise((resolve) => requestAnimationFrame(() => resolve(undefined))));
}

function opened(answer: unknown = { refusal: null }): OpenedPanel {
  const panel = openPanel({});
  panel.port.answer('hand-off/take', { ok: true, value: answer });
  return panel;
}

describe('what was asked for outside of our pages', () => {
  it('stands in the composer, with the caret behind it', async () => {
    const panel = opened();
    composer().blur();
    await told(panel, {});
    expect(composer().value).toBe('Explain this page.');
    expect(document.activeElement).toBe(composer());
    expect(composer().selectionStart).toBe(composer().value.length);
    expect(panel.port.of('message/send')).toEqual([]);
  });

  it('comes behind what stands there, on a line of its own, which is stored first', async () => {
    const panel = opened();
    write('I wonder');
    await told(panel, {});
    expect(composer().value).toBe('I wonder\nExplain this page.');
    const order = panel.port.sent.map(({ type }) => type).filter((type) => /draft|hand-off/.test(type));
    expect(order.slice(0, 2)).toEqual(['draft/save', 'hand-off/take']);
    expect(panel.port.of('hand-off/take')).toEqual([
      { type: 'hand-off/take', id: 'h1', words: 'Explain this page.' },
    ]);
  });

  it('told twice, is taken once', async () => {
    const panel = opened();
    await told(panel, {});
    await told(panel, {});
    expect(composer().value).toBe('Explain this page.');
    expect(panel.port.of('hand-off/take')).toHaveLength(1);
  });

  it('that another panel has taken leaves this one as it is', async () => {
    const panel = opened(null);
    write('Mine');
    await told(panel, {});
    expect(composer().value).toBe('Mine');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('that could not be taken is told, and taken when it is told of again', async () => {
    const panel = openPanel({});
    panel.port.answer('hand-off/take', { ok: false, failure: { code: 'part-missing' } });
    await told(panel, {});
    expect(composer().value).toBe('');
    expect(panel.panel.store.state().refusal).toEqual({ code: 'part-missing' });
    panel.port.answer('hand-off/take', { ok: true, value: { refusal: null } });
    await told(panel, {});
    expect(composer().value).toBe('Explain this page.');
    expect(panel.panel.store.state().refusal).toBeNull();
  });

  it('whose page can’t be read says why, with its words in the box', async () => {
    const panel = opened({ refusal: { code: 'page-empty', subject: 'A story' } });
    await told(panel, { kind: 'translate', about: 'selection' });
    expect(composer().value).toBe('Translate the selection into English.');
    expect(panel.panel.store.state().refusal).toMatchObject({ code: 'page-empty' });
  });

  it('is for the chat that is on screen once it is taken', async () => {
    const panel = openPanel({});
    let isFirst = true;
    panel.port.answer(
      'hand-off/take',
      Promise.resolve().then(() => {
        isFirst = false;
        panel.port.answer('hand-off/take', { ok: true, value: { refusal: null } });
        return { ok: false, failure: { code: 'conversation-changed' } };
      }),
    );
    await told(panel, {});
    expect(isFirst).toBe(false);
    expect(composer().value).toBe('Explain this page.');
    expect(panel.port.of('hand-off/take')).toHaveLength(2);
  });

  it('selects the first blank of a prompt', async () => {
    const panel = opened();
    write('Before');
    await told(panel, { kind: 'prompt', text: 'A letter to {name} about {page}' });
    const { value, selectionStart, selectionEnd } = composer();
    expect(value).toBe('Before\nA letter to {name} about the page');
    expect(value.slice(selectionStart, selectionEnd)).toBe('{name}');
  });

  it('leaves a message that is being changed as it was, and what was changed of it in the box', async () => {
    const panel = openPanel({ messages: [question({ id: 'q1', text: 'First', status: 'sent' })] });
    panel.port.answer('hand-off/take', { ok: true, value: { refusal: null } });
    write('Parked');
    act(() => void panel.panel.actions.editLast());
    write('First, changed');
    await told(panel, { kind: 'typed', about: null, text: 'typed' });
    expect(composer().value).toBe('Parked\nFirst, changed\ntyped');
    expect(panel.panel.draft.state().again).toBeNull();
  });

  it('of a message that was not changed yet keeps none of its words', async () => {
    const panel = openPanel({ messages: [question({ id: 'q1', text: 'First', status: 'sent' })] });
    panel.port.answer('hand-off/take', { ok: true, value: { refusal: null } });
    act(() => void panel.panel.actions.editLast());
    await told(panel, { kind: 'typed', about: null, text: 'typed' });
    expect(composer().value).toBe('typed');
  });

  it('that can’t be read is nothing', async () => {
    const panel = opened();
    await told(panel, null);
    await told(panel, { kind: 'erase' as 'ask' });
    expect(panel.port.of('hand-off/take')).toEqual([]);
  });
});
