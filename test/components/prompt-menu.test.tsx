import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { PromptsView } from '../../lib/messaging/prompt-rows.ts';
import { attachedPage } from '../view/messages.ts';
import { composer, openPanel, press, settle, type OpenedPanel } from './panel-page.tsx';

const saved: PromptsView = {
  own: [
    { id: 'a', title: 'Sum up', text: 'Sum up {page} in {language}' },
    { id: 'b', title: 'Letter', text: 'Write to {name}' },
  ],
  organisation: [{ id: 'org:0', title: 'House style', text: 'Rewrite it' }],
};

function opened(view = saved): OpenedPanel {
  const panel = openPanel({ branding: { suggestions: ['What is new?'], maxMessageLength: 4_000 } });
  panel.port.answer('prompts/read', { ok: true, value: view });
  return panel;
}

/** One key after the other, as a browser tells of them. */
async function typed(keys: string, of: Partial<InputEvent> = {}): Promise<void> {
  for (const data of keys) {
    const value = composer().value + data;
    fireEvent.input(composer(), {
      target: { value },
      inputType: 'insertText',
      data,
      isComposing: false,
      ...of,
    });
    await settle();
  }
  await settle();
}

const key = (name: string): boolean => fireEvent.keyDown(composer(), { key: name, code: name });
const list = (): HTMLElement | null => screen.queryByRole('listbox', { name: 'Prompts' });
const options = (): (string | null)[] =>
  screen.queryAllByRole('option').map(({ firstChild }) => firstChild?.textContent ?? null);
const active = (): string | null =>
  document.getElementById(composer().getAttribute('aria-activedescendant') ?? '')?.firstChild?.textContent ??
  null;

describe('a slash at the beginning of a line', () => {
  it('opens the prompts, in groups, with the keyboard still in the box', async () => {
    opened();
    await typed('/');
    expect(options()).toEqual(['Sum up', 'Letter', 'House style', 'What is new?']);
    expect(
      within(list() ?? expect.fail('no list'))
        .getAllByRole('group')
        .map((group) => group.firstChild?.textContent),
    ).toEqual(['Yours', 'From your organisation', 'Suggestions']);
    expect(document.activeElement).toBe(composer());
    expect(composer().getAttribute('aria-controls')).toBe(list()?.id);
    expect(active()).toBe('Sum up');
  });

  it('is walked by arrows, round and round, and filtered by what is typed', async () => {
    opened();
    await typed('/');
    key('ArrowUp');
    expect(active()).toBe('What is new?');
    key('ArrowDown');
    key('ArrowDown');
    expect(active()).toBe('Letter');
    await typed('house');
    expect(options()).toEqual(['House style']);
    expect(active()).toBe('House style');
  });

  it.each(['Enter', 'Tab'])('%s takes the one it is at, and sends nothing', async (name) => {
    const { port } = opened();
    await typed('/hou');
    expect(key(name)).toBe(false);
    await settle();
    expect(composer().value).toBe('Rewrite it');
    expect(list()).toBeNull();
    expect(composer().getAttribute('aria-activedescendant')).toBeNull();
    expect(port.of('message/send')).toEqual([]);
    expect(port.of('page/attach')).toEqual([]);
  });

  it('takes one by a press, attaches the page that it speaks of, and goes out by one Enter', async () => {
    const { port } = opened();
    port.answer('page/attach', { ok: true, value: attachedPage() });
    await typed('/');
    fireEvent.click(screen.getByText('Sum up'));
    act(() => port.patch({ type: 'draft/attachment', attachment: attachedPage() }));
    await settle();
    expect(composer().value).toBe('Sum up the page in English');
    expect(port.of('page/attach')).toHaveLength(1);
    key('Enter');
    await settle();
    expect(port.of('message/send')).toMatchObject([
      { text: 'Sum up the page in English', attachment: { id: attachedPage().id } },
    ]);
  });

  it.each([
    ['article', true],
    ['selection', false],
  ] as const)(
    'that speaks of a selection, with the page’s %s attached: says so is %s',
    async (source, isTold) => {
      const { port } = opened({
        own: [{ id: 's', title: 'Explain', text: 'Explain {selection}' }],
        organisation: [],
      });
      const attached = attachedPage({ source });
      const told = (): boolean => screen.queryByText(/nothing was selected/) !== null;
      port.answer('page/attach', { ok: true, value: attached });
      await typed('/');
      key('Enter');
      await settle();
      expect(told()).toBe(false);
      act(() => port.patch({ type: 'draft/attachment', attachment: attached }));
      await settle();
      expect(told()).toBe(isTold);
      await typed('.');
      expect(told()).toBe(isTold);
      key('Enter');
      await settle();
      expect(port.of('message/send')).toHaveLength(1);
      expect(told()).toBe(false);
    },
  );

  it('is left by Escape with the slash where it is, and then is a slash', async () => {
    const { port } = opened();
    await typed('/');
    key('Escape');
    await settle();
    expect(list()).toBeNull();
    expect(composer().value).toBe('/');
    key('Enter');
    await settle();
    expect(port.of('message/send')).toMatchObject([{ text: '/' }]);
  });

  it.each([
    ['a path', '/usr/bin'],
    ['words that fit nothing', '/nothing like it'],
  ])('is in nobody’s way in %s', async (_what, text) => {
    const { port } = opened();
    await typed(text);
    expect(list()).toBeNull();
    expect(key('Enter')).toBe(false);
    await settle();
    expect(port.of('message/send')).toMatchObject([{ text }]);
  });

  it.each<[string, string, Partial<InputEvent>]>([
    ['in prose', 'either /', {}],
    ['that is pasted', '/', { inputType: 'insertFromPaste', data: null }],
    ['in composition', '/', { inputType: 'insertCompositionText', isComposing: true }],
    ['of a key, in composition', '/', { isComposing: true }],
  ])('does not open %s', async (_what, text, of) => {
    opened();
    if (text.length > 1) fireEvent.change(composer(), { target: { value: text.slice(0, -1) } });
    await typed(text.slice(-1), of);
    expect(list()).toBeNull();
  });

  it('says so where nothing is saved, and leads to where prompts are written', async () => {
    const { port, openOptions } = openPanel({});
    port.answer('prompts/read', { ok: true, value: { own: [], organisation: [] } });
    await typed('/');
    expect(screen.getByText('No prompts are saved yet.')).toBeDefined();
    press('Edit prompts');
    expect(openOptions).toHaveBeenCalledOnce();
  });
});
