// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Attachment } from '../../lib/shared/conversation.ts';
import { answer, attachedPage, question } from '../view/messages.ts';
import { buttonsOf, composer, openPanel, press, settle, write, type OpenedPanel } from './panel-page.tsx';

afterEach(cleanup);

const long = `First line\n${'word '.repeat(500)}`;

const pastedText = (changes: Partial<Attachment> = {}): Attachment =>
  attachedPage({
    title: 'Pasted text',
    url: '',
    text: long,
    pageLength: long.length,
    source: 'paste',
    ...changes,
  });

/** Whether the browser was left to insert it. */
const paste = (text: string, types: Readonly<Record<string, string>> = { 'text/plain': text }): boolean =>
  fireEvent.paste(composer(), { clipboardData: { getData: (type: string) => types[type] ?? '' } });
const chip = (): HTMLElement => screen.getByRole('group', { name: 'Pasted text' });
const hasChip = (): boolean => screen.queryByRole('group', { name: 'Pasted text' }) !== null;
const undo = (): boolean => fireEvent.keyDown(composer(), { key: 'z', ctrlKey: true });
const pastes = ({ port }: OpenedPanel) => port.of('page/paste').map(({ text }) => text);

describe('a long paste', () => {
  it('becomes a chip at once, and says how long it is; the words stay as they are', async () => {
    const opened = openPanel({});
    write('What is this?');
    expect(paste(long)).toBe(false);
    await settle();
    expect(composer().value).toBe('What is this?');
    expect(chip().textContent).toContain('2,511 characters');
    expect(buttonsOf(chip())).toEqual(['Preview', 'Insert as text', 'Remove']);
    expect(within(chip()).getByRole('status').textContent).toContain('Pasted text attached');
    expect(opened.port.of('page/paste')).toMatchObject([{ text: long, length: long.length }]);
  });

  it.each([
    ['of a few words', 'a few words', undefined],
    ['of a file or a picture', long, { 'text/html': '<img src="x">' }],
  ])('is left to the browser where it is one %s', (_, text, types) => {
    const opened = openPanel({});
    expect(paste(text, types)).toBe(true);
    expect(hasChip()).toBe(false);
    expect(pastes(opened)).toEqual([]);
  });

  it('is left to the browser while a queued message is changed', () => {
    const opened = openPanel({ messages: [question({ status: 'queued' })] });
    press('Edit');
    expect(paste(long)).toBe(true);
    expect(pastes(opened)).toEqual([]);
  });

  it('has one end of a line, as a box has', () => {
    const opened = openPanel({});
    paste(`a\r\nb\rc${long}`);
    expect(pastes(opened)).toEqual([`a\nb\nc${long}`]);
  });

  it('is taken out by its button, which leaves the focus in the words', async () => {
    const { port } = openPanel({ draft: { text: '', attachment: null, paste: pastedText() } });
    await settle();
    const remove = within(chip()).getByRole('button', { name: 'Remove' });
    remove.focus();
    fireEvent.click(remove);
    expect(document.activeElement).toBe(composer());
    await settle();
    expect(port.of('page/remove')).toHaveLength(1);
  });

  it('goes behind the one that is there, and the undo takes that one alone back', async () => {
    const opened = openPanel({
      draft: { text: '', attachment: null, paste: pastedText({ text: 'Before', pageLength: 6 }) },
    });
    await settle();
    paste(long);
    expect(pastes(opened)).toEqual([`Before\n\n${long}`]);
    await settle();
    undo();
    await settle();
    expect(pastes(opened)).toEqual([`Before\n\n${long}`, 'Before']);
    expect(chip().textContent).toContain('6 characters');
    expect(composer().value).toBe(long);
  });

  it('is text again after Ctrl+Z; once something was typed behind it, the undo is the box’s own', async () => {
    const opened = openPanel({});
    write('See: ');
    paste(long);
    await settle();
    expect(undo()).toBe(false);
    expect(composer().value).toBe(`See: ${long}`);
    expect(opened.port.of('page/remove')).toHaveLength(1);
    act(() => opened.port.patch({ type: 'draft/paste', paste: null }));
    expect(hasChip()).toBe(false);
    write('');
    paste(long);
    await settle();
    write('More');
    expect(undo()).toBe(true);
    expect(hasChip()).toBe(true);
    expect(composer().value).toBe('More');
  });

  it('that was changed in its preview is not undone: the change would be lost', async () => {
    const { port } = openPanel({});
    paste(long);
    await settle();
    act(() => port.patch({ type: 'draft/paste', paste: pastedText({ text: 'Shorter', revision: 2 }) }));
    expect(undo()).toBe(true);
    expect(port.of('page/remove')).toEqual([]);
  });

  it('says how much of it goes, where that is not all', async () => {
    openPanel({
      draft: { text: '', attachment: null, paste: pastedText({ text: 'x'.repeat(50), pageLength: 200 }) },
    });
    await settle();
    expect(chip().textContent).toContain('25 % of it, 50 characters');
  });

  it('stands in the box after *Insert as text*, where the caret is, and has no chip then', async () => {
    const { port } = openPanel({ draft: { text: 'Before. After.', attachment: null, paste: pastedText() } });
    await settle();
    composer().setSelectionRange(8, 8);
    press('Insert as text');
    expect(composer().value).toBe(`Before. ${long}After.`);
    expect(document.activeElement).toBe(composer());
    expect(port.of('page/remove')).toMatchObject([{ id: pastedText().id }]);
  });

  it('is previewed byte for byte, in its fence, without an address; and changed there', async () => {
    const { port } = openPanel({ draft: { text: '', attachment: null, paste: pastedText() } });
    await settle();
    press('Preview');
    await settle();
    const dialog = screen.getByRole('dialog', { name: 'Preview of pasted text' });
    const box = within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: 'Text to send' });
    expect(box.value).toBe(long);
    expect(dialog.querySelector('h2')?.textContent).toBe('Pasted text');
    expect(dialog.querySelector('.fence')?.textContent).not.toContain('url');
    expect(dialog.textContent).not.toContain('page, ');
    fireEvent.change(box, { target: { value: ' ' } });
    expect(dialog.querySelector('footer p')?.textContent).toContain('Nothing of it will be sent');
    fireEvent.change(box, { target: { value: 'Shorter' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Done' }));
    expect(port.of('page/edit')).toMatchObject([{ text: 'Shorter' }]);
  });
});

describe('a message with a pasted text', () => {
  it('names what was on screen of page and paste; both are gone from the composer', async () => {
    const page = attachedPage({ id: 'page' });
    const { port } = openPanel({ draft: { text: 'Compare', attachment: page, paste: pastedText() } });
    await settle();
    press('Send');
    await settle();
    const { id } = pastedText();
    expect(port.of('message/send')).toMatchObject([
      { text: 'Compare', attachment: { id: 'page', revision: 1 }, paste: { id, revision: 1 } },
    ]);
    expect(hasChip()).toBe(false);
    expect(screen.getByRole('button', { name: 'Pasted text' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Sent page: Tides & turbines' })).toBeDefined();
  });

  it('needs no word beside it, and shows no empty bubble', async () => {
    const { port } = openPanel({});
    const send = screen.getByRole('button', { name: 'Send' });
    expect(send.getAttribute('aria-disabled')).toBe('true');
    paste(long);
    expect(send.getAttribute('aria-disabled')).toBe('false');
    fireEvent.keyDown(composer(), { key: 'Enter' });
    await settle();
    expect(port.of('message/send')).toMatchObject([{ text: '', paste: { revision: 1 } }]);
    expect(document.querySelector('.bubble')).toBeNull();
  });

  it('waits until the paste is stored; one that can’t be comes back into the box', async () => {
    const { port } = openPanel({});
    let refuse: (() => void) | undefined;
    port.answer(
      'page/paste',
      new Promise((resolve) => (refuse = () => resolve({ ok: false, failure: { code: 'storage-failed' } }))),
    );
    port.answer('message/send', { ok: false, failure: { code: 'page-changed' } });
    write('Why?');
    paste(long);
    fireEvent.keyDown(composer(), { key: 'Enter' });
    await settle();
    expect(port.of('message/send')).toEqual([]);
    refuse?.();
    await settle();
    expect(port.of('message/send')).toHaveLength(1);
    expect(composer().value).toContain('Why?');
    expect(composer().value).toContain(long);
  });

  it('does not come without it when it is asked anew', () => {
    const asked = question({ text: 'Why?', attachments: [pastedText()] });
    const { port } = openPanel({ messages: [asked, answer({ status: 'complete', text: 'So.' })] });
    press('Edit and resend');
    press('Attach the same text again');
    expect(port.of('page/reuse')).toHaveLength(1);
    act(() => port.patch({ type: 'draft/paste', paste: pastedText({ id: 'again' }) }));
    expect(screen.queryByRole('button', { name: 'Attach the same text again' })).toBeNull();
  });
});
