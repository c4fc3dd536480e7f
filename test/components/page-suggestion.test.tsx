import { act, fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { attachedPage } from '../view/messages.ts';
import { composer, openPanel, press, settle, write, type OpenedPanel } from './panel-page.tsx';

const suggestions = ['Summarise this page', 'What is new?'];
const branding = { suggestions, maxMessageLength: 4_000 };
const attached = attachedPage();

/** The page comes when the test says so. */
function opened(): OpenedPanel & { pageComes(): Promise<void>; pageIsRefused(): Promise<void> } {
  const panel = openPanel({ branding });
  let reply: (value: unknown) => void = () => undefined;
  panel.port.answer('page/attach', new Promise((resolve) => (reply = resolve as typeof reply)));
  return {
    ...panel,
    async pageComes() {
      act(() => panel.port.patch({ type: 'draft/attachment', attachment: attached }));
      reply({ ok: true, value: attached });
      await settle();
    },
    async pageIsRefused() {
      reply({ ok: false, failure: { code: 'page-unreadable', reason: 'browser-page' } });
      await settle();
    },
  };
}

const suggested = async (): Promise<void> => {
  press('Summarise this page');
  await settle();
};
const enter = (): boolean => fireEvent.keyDown(composer(), { key: 'Enter' });

describe('a suggestion that speaks of the page', () => {
  it('attaches it, and is sent by one more Enter', async () => {
    const { port, pageComes } = opened();
    await suggested();
    expect(composer().value).toBe('Summarise this page');
    expect(document.activeElement).toBe(composer());
    await pageComes();
    expect(screen.getByRole('group', { name: `Page: ${attached.title}` })).toBeDefined();
    expect(port.of('message/send')).toEqual([]);
    enter();
    await settle();
    expect(port.of('message/send')).toMatchObject([
      { text: 'Summarise this page', attachment: { id: attached.id, revision: 1 } },
    ]);
  });

  it('waits for it where Enter comes first, and leaves once', async () => {
    const { port, pageComes } = opened();
    await suggested();
    enter();
    enter();
    await settle();
    expect(port.of('message/send')).toEqual([]);
    await pageComes();
    expect(port.of('message/send')).toMatchObject([{ attachment: { id: attached.id } }]);
  });

  it('stays in the composer where the page can’t be read, and it is said why', async () => {
    const { port, pageIsRefused } = opened();
    await suggested();
    enter();
    await pageIsRefused();
    expect(port.of('message/send')).toEqual([]);
    expect(composer().value).toBe('Summarise this page');
    expect(screen.getByRole('alert').textContent).not.toBe('');
    await suggested();
    expect(composer().value).toBe('Summarise this page');
  });

  it('keeps what was typed, and a page that is attached already', async () => {
    const { port } = openPanel({ branding, draft: { text: '', attachment: attached } });
    write('In verse.');
    await suggested();
    expect(composer().value).toBe('Summarise this page\nIn verse.');
    expect(port.of('page/attach')).toEqual([]);
    enter();
    await settle();
    expect(port.of('message/send')).toMatchObject([{ attachment: { id: attached.id } }]);
  });
});

describe('any other suggestion', () => {
  it('is sent by one press, without a page', async () => {
    const { port } = opened();
    press('What is new?');
    await settle();
    expect(port.of('message/send')).toMatchObject([{ text: 'What is new?', attachment: null }]);
    expect(port.of('page/attach')).toEqual([]);
  });
});
