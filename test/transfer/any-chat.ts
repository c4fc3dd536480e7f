import fc from 'fast-check';
import { soundLine } from '../../lib/transfer/sound-text.ts';
import type { FileChat, FileMessage } from '../../lib/transfer/chat-file.ts';
import { fileAnswer, fileQuestion, page, readAt } from './file-chats.ts';

const anyText = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\0', ''));
const anyTime = fc.integer({ min: 0, max: readAt }).map((ms) => new Date(ms).toISOString());

interface Asked {
  readonly text: string;
  readonly at: string;
  readonly asked: 'sent' | 'failed' | 'unknown';
  readonly answer: string | null;
  readonly ended: 'complete' | 'interrupted' | 'stopped' | 'failed';
  readonly pages: number;
  readonly sources: number;
  readonly isElsewhere: boolean;
}

function messagesOf(exchange: Asked, n: number): FileMessage[] {
  const { text, at, asked, answer, ended, pages, sources, isElsewhere } = exchange;
  const elsewhere = isElsewhere ? { isElsewhere } : {};
  const question = fileQuestion({
    id: `q${n}`,
    text,
    at,
    status: asked,
    ...(pages > 0
      ? {
          pages: Array.from({ length: pages }, (_, place) => ({
            ...page,
            text,
            ...(place === 1 ? { source: 'paste' as const, url: '' } : {}),
          })),
        }
      : {}),
    ...elsewhere,
  });
  if (answer === null) return [question];
  const source = { title: soundLine(text), url: 'https://a.example/', snippet: answer };
  const answered = fileAnswer({
    id: `answer-to-q${n}`,
    replyTo: `q${n}`,
    text: answer,
    at,
    status: ended,
    ...(sources > 0 ? { sources: [source], totalTokens: n, completedAt: at } : {}),
    ...elsewhere,
  });
  return [question, answered];
}

const anyExchange: fc.Arbitrary<Asked> = fc.record({
  text: anyText,
  at: anyTime,
  asked: fc.constantFrom('sent', 'failed', 'unknown'),
  answer: fc.option(anyText),
  ended: fc.constantFrom('complete', 'interrupted', 'stopped', 'failed'),
  pages: fc.nat(2),
  sources: fc.nat(1),
  isElsewhere: fc.boolean(),
});

interface Said {
  readonly head: Pick<FileChat, 'id' | 'title' | 'createdAt' | 'updatedAt'>;
  readonly titledBy: FileChat['titledBy'];
  readonly isPinned: boolean;
  readonly exchanges: readonly Asked[];
}

function toChat({ head, titledBy, isPinned, exchanges }: Said): FileChat {
  const titled = titledBy === undefined ? {} : { titledBy };
  return { ...head, ...titled, ...(isPinned ? { isPinned } : {}), messages: exchanges.flatMap(messagesOf) };
}

/** A chat in which nothing is under way. */
export const anySettledChat: fc.Arbitrary<FileChat> = fc
  .record({
    head: fc.record({
      id: fc.uuid(),
      title: anyText.map(soundLine),
      createdAt: anyTime,
      updatedAt: anyTime,
    }),
    titledBy: fc.constantFrom(undefined, 'person' as const, 'platform' as const),
    isPinned: fc.boolean(),
    exchanges: fc.array(anyExchange, { minLength: 1, maxLength: 6 }),
  })
  .map(toChat);
