import { describe, expect, it } from 'vitest';
import { pagesIn } from '../../../lib/background/activity/pages-in.ts';
import { fence } from '../../../lib/page-context/fence.ts';
import { encodeClientFrame } from '../../../lib/protocol/client-frame.ts';
import { newChatBody } from '../../../lib/protocol/rest/chat.ts';
import { newMessageBody, olderMessageBody } from '../../../lib/protocol/rest/message.ts';

const page = {
  id: 'a0a0a0a0-0000-4000-8000-000000000001',
  url: 'https://news.example.test:8443/story?key=of-the-query#part',
  title: 'Ebb & "flow" <of> the\ntide',
  capturedAt: '2026-01-15T12:00:00.000Z',
  text: 'The words of the page.',
};
const other = { ...page, id: 'a0a0a0a0-0000-4000-8000-000000000002', url: 'http://[::1]/', title: '' };
const text = fence([page, other], 'What is this?');
const message = { text, clientMessageId: 'm1' };
const both = [
  { title: 'Ebb & "flow" <of> the\ntide', host: 'news.example.test:8443' },
  { title: '', host: '[::1]' },
];

describe('the pages that go along are found, whichever way writes them', () => {
  it.each([
    ['a frame', encodeClientFrame({ type: 'message', chatId: 'c', ...message })],
    [
      'a frame of the older dialect',
      JSON.stringify({ type: 'chat_message', data: { message: text, chat_id: null } }),
    ],
    ['a request', JSON.stringify(newMessageBody(message, 't'))],
    ['an older request', JSON.stringify(olderMessageBody(message))],
    ['a request to a proxy', JSON.stringify({ content: text })],
  ])('in %s', (_what, body) => {
    expect(pagesIn(body)).toEqual({ pages: both });
  });

  it('by the address alone, where a new chat is told of it', () => {
    const chat = { title: 'New chat', sessionId: 's', context: { pageUrl: page.url } };
    expect(pagesIn(JSON.stringify(newChatBody(chat, 't')))).toEqual({
      pages: [{ title: '', host: 'news.example.test:8443' }],
    });
  });
});

describe('no page is found', () => {
  it.each([
    ['where there is none', JSON.stringify({ content: 'What is this?' })],
    ['in words that have one in their middle', JSON.stringify({ content: `Explain:\n${text}` })],
    ['in words that speak of one', JSON.stringify({ content: 'What is "page_url": "https://a.test/" for?' })],
    ['in what is no JSON', '<page_context id="x"'],
    ['deeper than we write', JSON.stringify({ a: { b: { c: { d: text } } } })],
    ['in a frame that is cut off', JSON.stringify({ content: text }).slice(0, -2)],
    ['in nothing', ''],
  ])('%s', (_what, body) => {
    expect(pagesIn(body)).toEqual({ pages: [] });
  });
});

it('a pasted text is no page, and hides none behind it', () => {
  const pasted = { ...page, id: 'p', url: '', title: 'Pasted text' };
  expect(pagesIn(JSON.stringify({ content: fence([pasted], 'Why?') }))).toEqual({ pages: [] });
  expect(pagesIn(JSON.stringify({ content: fence([pasted, page], 'Why?') })).pages).toHaveLength(1);
});

describe('places that were masked are counted', () => {
  const masked = { ...page, text: 'From [email 1] to [email 2], [phone 1]; [IBAN 12], [email 1].' };

  it('in text, title and address of a page and in a pasted text, each place once', () => {
    const everywhere = { ...masked, title: 'Of [key 1]', url: 'https://mail.test/?user=%5Bemail%201%5D' };
    const pasted = { ...masked, id: 'p', url: '', title: 'Pasted text' };
    expect(pagesIn(JSON.stringify({ content: fence([everywhere, pasted], 'Whose?') })).masked).toBe(12);
  });

  it('in the address that a new chat is told of', () => {
    const body = JSON.stringify({ context: { page_url: 'https://mail.test/?user=%5Bemail%201%5D' } });
    expect(pagesIn(body).masked).toBe(1);
  });

  it('and not in a person’s own words', () => {
    expect(pagesIn(JSON.stringify({ content: fence([page], 'Who is [email 1]?') })).masked).toBeUndefined();
  });
});

it('of a title no more is kept than fits, and no half of a character', () => {
  const long = { ...page, title: `${'a'.repeat(199)}😀` };
  const [found] = pagesIn(JSON.stringify({ content: fence([long], '') })).pages;
  expect(found?.title).toHaveLength(200);
  expect(found?.title.isWellFormed()).toBe(true);
});

it('a message of a million characters costs a few ms', () => {
  const body = JSON.stringify({ content: fence([{ ...page, text: 'word '.repeat(200_000) }], 'Why?') });
  const startedAt = performance.now();
  expect(pagesIn(body).pages).toHaveLength(1);
  expect(performance.now() - startedAt).toBeLessThan(500);
});
