// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rangesIn } from '../../components/find/found-ranges.ts';
import { foldText } from '../../lib/search/fold.ts';
import type { Message } from '../../lib/shared/conversation.ts';
import { searchedMessage } from '../../lib/view/message-texts.ts';
import { answer, attachedPage, question } from '../view/messages.ts';
import { growingTexts } from './markdown-corpus.ts';
import { openPanel, settle } from './panel-page.tsx';
import { StaticRangeDouble } from './static-range.ts';

beforeEach(() => void vi.stubGlobal('StaticRange', StaticRangeDouble));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function draw(message: Message): Promise<HTMLElement> {
  openPanel({ messages: [message] });
  await settle();
  return screen.getByRole('article');
}

/** Words of the message and pairs of them as they are searched, each once. */
function queries(message: Message): string[] {
  const lines = searchedMessage(message).split('\n');
  const found = lines.flatMap((line) => {
    const words = line.trim().split(' ').slice(0, 12);
    return words.flatMap((word, n) => [word, `${word} ${words[n + 1] ?? ''}`.trim()]);
  });
  return [...new Set(found)].filter((query) => query !== '');
}

const counted = (message: Message, query: string): number => searchedMessage(message).split(query).length - 1;

/** What a range holds, folded. */
function wordsOf({ startContainer, startOffset, endContainer, endOffset }: StaticRange): string {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return foldText(range.toString());
}

describe('what is found in a message that is drawn', () => {
  it.each(growingTexts.map((text) => [text.slice(0, 60), text]))(
    'is as often there as in what was said, and says it: %j',
    async (_, text) => {
      const message = answer({
        status: 'complete',
        text,
        sources: [{ title: 'Tide tables', url: 'https://tides.test', snippet: 'Of tides' }],
      });
      const article = await draw(message);
      const differing = queries(message).filter((query) => {
        const ranges = rangesIn(article, query);
        // Between its words there may be a break, or the host of a link.
        const [first = '', last = ''] = [query[0], query.at(-1)];
        const isRight = (words: string): boolean => words.startsWith(first) && words.endsWith(last);
        return ranges.length !== counted(message, query) || !ranges.map(wordsOf).every(isRight);
      });
      expect(differing).toEqual([]);
    },
  );

  it('is of a question its words and the titles of its pages', async () => {
    const message = question({ text: 'Which tides?\nThese tides', attachments: [attachedPage()] });
    expect(rangesIn(await draw(message), 'tides')).toHaveLength(3);
    expect(counted(message, 'tides')).toBe(3);
  });

  it('is none of the hosts, numbers of sources and buttons that stand beside its words', async () => {
    const article = await draw(
      answer({
        status: 'complete',
        text: 'See [the tables](https://tides.test/a) [1]\n\n```tides\nlet a;\n```',
        sources: [{ title: 'x', url: 'https://tides.test' }],
      }),
    );
    expect(rangesIn(article, 'tides')).toEqual([]);
    expect(rangesIn(article, 'copy')).toEqual([]);
    expect(rangesIn(article, 'let a;')).toHaveLength(1);
  });

  it('is a letter with its marks, and whole where it was folded from one', async () => {
    const article = await draw(answer({ status: 'complete', text: 'In der **Kü**che, ein großes Haus' }));
    const shown = (query: string): string[] =>
      rangesIn(article, query).map(({ startContainer, startOffset, endContainer, endOffset }) => {
        const range = document.createRange();
        range.setStart(startContainer, startOffset);
        range.setEnd(endContainer, endOffset);
        return range.toString();
      });
    expect([shown('kuch'), shown('ross')]).toEqual([['Küch'], ['roß']]);
  });
});
