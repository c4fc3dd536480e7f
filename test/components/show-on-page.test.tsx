// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import '../../components/sources/quoted-pages.ts';
import type { AssistantMessage, Attachment } from '../../lib/shared/conversation.ts';
import { placeWords } from '../../lib/view/words/place-words.ts';
import { answer, attachedPage, question } from '../view/messages.ts';
import { openPanel, settle, type OpenedPanel } from './panel-page.tsx';

afterEach(cleanup);

const text =
  'The crew counts the passengers twice before the ramp goes up. The last crossing of the day is at six.';
const page = attachedPage({ text });

async function shown(
  said: string,
  changes: Partial<AssistantMessage> = {},
  pages: Attachment[] = [page],
): Promise<OpenedPanel> {
  const opened = openPanel({
    messages: [question({ attachments: pages }), answer({ status: 'complete', text: said, ...changes })],
  });
  await settle();
  return opened;
}

const article = (): HTMLElement => screen.getByRole('article', { name: 'Assistant' });
const buttons = (): HTMLElement[] => within(article()).queryAllByRole('button', { name: /^Show on page: ./ });
const names = (): (string | null)[] => buttons().map((button) => button.getAttribute('aria-label'));
/** The words of the answer, and where its buttons stand in them. */
function drawn(): string {
  const copy = article().querySelector('.markdown')?.cloneNode(true) as HTMLElement;
  for (const way of copy.querySelectorAll('.show-on-page')) way.replaceWith('[→]');
  return copy.textContent ?? '';
}

describe('the way from a quotation to its page', () => {
  it.each<[string, string, string]>([
    [
      'behind its closing mark',
      'It says “the last crossing of the day is at six”, so at six.',
      'It says “the last crossing of the day is at six”[→], so at six.',
    ],
    [
      'where it goes through an emphasis',
      'It says “the last **crossing of the day** is at six”, so.',
      'It says “the last crossing of the day is at six”[→], so.',
    ],
    [
      'behind an emphasis that it ends in',
      'It says *“the last crossing of the day is at six”* there.',
      'It says “the last crossing of the day is at six”[→] there.',
    ],
    [
      'two in a line',
      '“The crew counts the passengers twice” and “the last crossing of the day is at six”',
      '“The crew counts the passengers twice”[→] and “the last crossing of the day is at six”[→]',
    ],
    [
      'at the end of a blockquote',
      '> The crew counts the passengers twice before the ramp goes up.',
      'The crew counts the passengers twice before the ramp goes up.[→]',
    ],
    [
      'at the line of a blockquote that is from the page',
      '> The crew counts the passengers twice\n> — the harbour office',
      'The crew counts the passengers twice[→]— the harbour office',
    ],
    [
      'in a list',
      '- “The crew counts the passengers twice”\n- nothing',
      '“The crew counts the passengers twice”[→]nothing',
    ],
    [
      'nowhere without marks',
      'The crew counts the passengers twice before the ramp goes up.',
      'The crew counts the passengers twice before the ramp goes up.',
    ],
    [
      'behind code that holds it',
      '`“The crew counts the passengers twice”`',
      '“The crew counts the passengers twice”[→]',
    ],
    [
      'nowhere where the page does not say it',
      'It says “nobody has to count the dogs on deck”.',
      'It says “nobody has to count the dogs on deck”.',
    ],
  ])('stands %s', async (_, said, wanted) => {
    await shown(said);
    expect(drawn()).toBe(wanted);
    expect(buttons()).toHaveLength(wanted.split('[→]').length - 1);
  });

  it('is there once the answer is whole, and only where a page went along', async () => {
    await shown('“The crew counts the passengers twice”', { status: 'streaming' });
    expect(buttons()).toEqual([]);
    cleanup();
    await shown('“The crew counts the passengers twice”', {}, [{ ...page, url: '', source: 'paste' }]);
    expect(buttons()).toEqual([]);
    cleanup();
    await shown('“The crew counts the passengers twice”', {}, []);
    expect(buttons()).toEqual([]);
  });

  it.each(Object.entries(placeWords.shown))('says what came of it: %s', async (outcome, words) => {
    const { port } = await shown('It says “the last crossing of the day is at six”.');
    port.answer('page/show', { ok: true, value: outcome });
    fireEvent.click(buttons()[0]!);
    await settle();
    expect(port.of('page/show')).toEqual([
      { type: 'page/show', messageId: 'u1', attachmentId: page.id, start: 62, end: text.length - 1 },
    ]);
    expect(within(article()).getByRole('status').textContent).toBe(words);
  });

  it('leads from what a source that is the page is quoted with', async () => {
    const snippet = 'The crew counts the passengers twice before the ramp goes up.';
    await shown('So.', {
      sources: [
        { title: 'Tides', url: page.url, snippet },
        { title: 'Other', url: 'https://b.example/', snippet },
      ],
    });
    const list = screen.getByRole('navigation', { name: 'Sources of message 2' });
    const name = { name: 'Show on page: Source 1: Tides' };
    expect(within(list).getAllByRole('button', name)).toHaveLength(1);
  });

  it('leads from each passage of a page that is one source with several, and the other pages stand beside it', async () => {
    const of = (place: string, snippet: string) => ({ title: 'Tides', url: `${page.url}${place}`, snippet });
    await shown('So.', {
      sources: [
        of('', 'The crew counts the passengers twice before the ramp goes up.'),
        { title: 'Other', url: 'https://b.example/', snippet: 'Elsewhere.' },
        of('#hours', 'The last crossing of the day is at six.'),
      ],
    });
    const list = screen.getByRole('navigation', { name: 'Sources of message 2' });
    const [first, other] = within(list).getAllByRole('list')[0]!.children;
    expect(first?.textContent).toContain('1The crew counts');
    expect(first?.textContent).toContain('3');
    expect(first?.querySelectorAll('.source-host')).toHaveLength(1);
    expect(within(first as HTMLElement).getByRole('link', { name: 'Tides' })).toHaveProperty(
      'href',
      `${page.url}#hours`,
    );
    expect(within(list).getAllByText('The attached page')).toHaveLength(1);
    expect(other?.textContent).toBe('2Otherb.exampleElsewhere.');
    for (const name of ['Show on page: Source 1: Tides', 'Show on page: Source 3: Tides'])
      expect(within(list).getAllByRole('button', { name })).toHaveLength(1);
  });

  it('is called by the words that it leads to: no two that lead elsewhere are called the same', async () => {
    const long = `It is told that ${'the crew counts all the passengers of the morning '.repeat(3)}`;
    const twice = `${long}before the ramp goes up. ${long}after the bell has rung.`;
    await shown(
      `“${long}before the ramp goes up.” and “${long}after the bell has rung.” and “The last crossing of the day is at six.”`,
      { sources: [{ title: '', url: page.url, snippet: 'The last crossing of the day is at six.' }] },
      [{ ...page, text: `${twice} The last crossing of the day is at six.` }],
    );
    expect(names()).toEqual([
      'Show on page: “It is told that the crew counts all the … before the ramp goes up”',
      'Show on page: “It is told that the crew counts all the … after the bell has rung”',
      'Show on page: “The last crossing of the day is at six”',
      'Show on page: Source 1: review.example',
      'Show on page: Source 1: review.example',
    ]);
  });
});
