import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultPreferences } from '../../lib/config/preferences-record.ts';
import type { Attachment, Message } from '../../lib/shared/conversation.ts';
import { openPanel, press, settle, type OpenedPanel } from './panel-page.tsx';

const masked: NonNullable<Attachment['masked']> = [
  { placeholder: '[email 1]', kind: 'email', value: 'ann@example.com' },
  { placeholder: '[phone 1]', kind: 'phone', value: '+49 30 23125012' },
];
const page: Attachment = {
  id: 'p1',
  revision: 1,
  title: 'A letter',
  url: 'https://mail.example.test/1',
  text: 'From [email 1], call [phone 1].',
  pageLength: 31,
  source: 'article',
  capturedAt: '2026-01-15T12:00:00.000Z',
  masked,
};
const conversation = { id: 'c1', title: 'A chat' };

afterEach(cleanup);

describe('the preview', () => {
  let opened: OpenedPanel;

  beforeEach(async () => {
    opened = openPanel({ conversation, draft: { text: '', attachment: page } });
    await settle();
    press('Preview');
    await settle();
  });

  const items = (): string[] =>
    within(screen.getByRole('list', { name: 'Masked' }))
      .getAllByRole('listitem')
      .map((item) => item.textContent ?? '');
  const box = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Text to send' });

  it('lists what was masked and what each stands for; the chip counts them', () => {
    expect(items()).toEqual(['[email 1] ann@example.comUndo', '[phone 1] +49 30 23125012Undo']);
    expect(screen.getByRole('group', { name: 'Page: A letter' }).textContent).toContain('2 masked');
    const [undo] = screen.getAllByRole('button', { name: 'Undo' });
    expect(document.getElementById(undo?.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      '[email 1] ann@example.com',
    );
  });

  it('has one put back, and masked again, at the same button', async () => {
    const text = 'From ann@example.com, call [phone 1].';
    const undone = masked.map((item, index) => (index === 0 ? { ...item, isUndone: true } : item));
    const changed = { ...page, revision: 2, text, masked: undone };
    opened.port.answer('page/unmask', { ok: true, value: changed });
    const [undo] = screen.getAllByRole('button', { name: 'Undo' });
    fireEvent.click(undo as HTMLElement);
    await settle();
    expect(opened.port.of('page/unmask')).toEqual([
      { type: 'page/unmask', id: 'p1', placeholder: '[email 1]', isUndone: true },
    ]);
    expect(box().value).toBe(text);
    expect(undo?.textContent).toBe('Mask again');
    expect(screen.queryByRole('button', { name: 'Undo my changes' })).toBeNull();
    fireEvent.click(undo as HTMLElement);
    await settle();
    expect(opened.port.of('page/unmask')[1]).toMatchObject({ placeholder: '[email 1]', isUndone: false });
  });

  it('does not list what was cut away', () => {
    fireEvent.change(box(), { target: { value: 'Call [phone 1].' } });
    expect(items()).toEqual(['[phone 1] +49 30 23125012Undo']);
    fireEvent.change(box(), { target: { value: 'Nothing.' } });
    expect(screen.queryByRole('list', { name: 'Masked' })).toBeNull();
  });
});

describe('an answer', () => {
  const question: Message = {
    role: 'user',
    id: 'q1',
    conversationId: 'c1',
    ordinal: 1,
    text: 'Is [email 1] the sender?',
    attachments: [page],
    status: 'sent',
    createdAt: 1,
  };
  const answer = (text: string): Message => ({
    role: 'assistant',
    id: 'a1',
    conversationId: 'c1',
    ordinal: 2,
    replyTo: 'q1',
    text,
    status: 'complete',
    sources: [],
    createdAt: 2,
  });

  async function shown(text: string, preferences = defaultPreferences) {
    openPanel({ conversation, messages: [question, answer(text)], preferences });
    await settle();
    return screen.getByRole('article', { name: 'Assistant' });
  }

  it('shows what a placeholder stands for, and says what was written', async () => {
    const article = await shown(
      'Yes, **[email 1]**; but `[phone 1]` and [email 9]:\n\n```\nTo: [email 1]\n```',
    );
    expect(article.textContent).toContain('Yes, ann@example.com; but +49 30 23125012 and [email 9]:');
    expect(article.querySelector('pre')?.textContent).toBe('To: ann@example.com');
    expect(screen.getAllByTitle(/\[email 1\]/)[0]?.textContent).toBe('ann@example.com');
    expect(screen.getByRole('article', { name: 'You' }).textContent).toContain(
      'Is ann@example.com the sender?',
    );
  });

  it('puts no value into a link, nor into its words', async () => {
    const article = await shown(
      '[see [email 1]](https://evil.example/?q=[email%201]) <https://evil.example/[email 1]>\n\n[email 1]: https://evil.example/x',
    );
    expect(article.innerHTML).not.toContain('ann@example.com');
    expect([...article.querySelectorAll('a')].map(({ href }) => href).join(' ')).not.toContain('ann');
  });

  it.each([
    ['values', 'Ask ann@example.com.'],
    ['placeholders', 'Ask [email 1].'],
  ] as const)('is copied with its %s, as was chosen', async (maskedCopy, text) => {
    const writeText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    vi.stubGlobal('navigator', { ...navigator, clipboard: { writeText } });
    const article = await shown('Ask [email 1].', { ...defaultPreferences, maskedCopy });
    fireEvent.click(within(article).getByRole('button', { name: 'Copy' }));
    await settle();
    vi.unstubAllGlobals();
    expect(writeText).toHaveBeenCalledExactlyOnceWith(text);
  });
});
