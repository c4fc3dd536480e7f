import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isProxiedError,
  newProxiedChatBody,
  proxiedChatReply,
  proxiedMessageBody,
  proxiedMessageReply,
  readProxiedError,
} from '../../../lib/protocol/rest/proxied.ts';

describe('R40, R41: what is said to a secure proxy, and what it says', () => {
  it('is a title, and a text with its own id: nothing else', () => {
    expect(newProxiedChatBody('New chat')).toEqual({ title: 'New chat' });
    expect(proxiedMessageBody({ text: 'Why?', clientMessageId: 'c1' })).toEqual({
      content: 'Why?',
      client_message_id: 'c1',
    });
  });

  it.each([
    [{ id: 'c1' }, 'c1'],
    [{ id: 7, title: 'New chat' }, '7'],
  ])('%j is a chat', (body, id) => {
    expect(proxiedChatReply.parse(body)).toBe(id);
  });

  it.each([{}, { chat_id: 'c1' }, { id: '..' }, { id: '' }, [], null, 'c1'])('%j is none', (body) => {
    expect(proxiedChatReply.safeParse(body).success).toBe(false);
  });

  it.each([
    [
      { id: 'm1', content: 'Because.', created_at: 'now' },
      { id: 'm1', content: 'Because.' },
    ],
    [{ content: 'Because.' }, { id: null, content: 'Because.' }],
    [
      { id: { a: 1 }, content: '' },
      { id: null, content: '' },
    ],
  ])('%j is an answer', (body, expected) => {
    expect(proxiedMessageReply.parse(body)).toEqual(expected);
  });

  it.each([{}, { id: 'm1' }, { id: 'm1', content: null }, [], null])('%j is none', (body) => {
    expect(proxiedMessageReply.safeParse(body).success).toBe(false);
  });
});

describe('R42: an error of a secure proxy', () => {
  it.each<[string, unknown, ReturnType<typeof readProxiedError>]>([
    [
      'with the platform’s status in its text',
      { error: 'Failed', details: 'API Error: 401 - Invalid key' },
      { status: 401, body: { message: 'Invalid key' } },
    ],
    [
      'with the platform’s body in it',
      { error: 'Failed', details: 'API Error: 429 - {"details":{"retry_after":7}}' },
      { status: 429, body: { details: { retry_after: 7 } } },
    ],
    [
      'with a code among its words',
      { error: 'Failed', details: 'API Error: 503 – starting (db_not_ready)' },
      { status: 503, body: { message: 'starting (db_not_ready)', code: 'db_not_ready' } },
    ],
    [
      'with a brace among its words',
      { error: 'Failed', details: 'API Error: 400 - {oops' },
      { status: 400, body: { message: '{oops' } },
    ],
    [
      'with a status and not a word',
      { error: 'Failed', details: 'API Error: 500' },
      { status: 500, body: { message: 'Failed' } },
    ],
    [
      'behind other words',
      { error: 'Failed', details: 'Error: API Error: 404 - Not Found' },
      { status: 404, body: { message: 'Not Found' } },
    ],
    [
      'of its own',
      { error: 'Too many requests', details: 'Slow down', retry_after: 9 },
      { status: null, body: { message: 'Slow down', retry_after: 9 } },
    ],
    ['in one word', { error: 'Nope' }, { status: null, body: { message: 'Nope' } }],
    [
      'with details of another kind',
      { error: 'Nope', details: { a: 1 } },
      { status: null, body: { message: 'Nope' } },
    ],
    [
      'that speaks of no status',
      { error: 'Nope', details: 'API Error: 999 - x' },
      { status: null, body: { message: 'API Error: 999 - x' } },
    ],
    ['that is none of a proxy’s', { detail: 'Not Found' }, { status: null, body: { detail: 'Not Found' } }],
    ['that is no JSON', undefined, { status: null, body: undefined }],
  ])('%s', (_, body, expected) => {
    expect(readProxiedError(body)).toEqual(expected);
  });

  it('is read whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record({
            error: fc.anything(),
            details: fc.oneof(
              fc.anything(),
              fc.string().map((text) => `API Error: 500 - ${text}`),
              fc.json().map((text) => `API Error: 401 - ${text}`),
            ),
          }),
        ),
        (body) => {
          const { status } = readProxiedError(body);
          expect(status === null || (status >= 100 && status < 600)).toBe(true);
        },
      ),
    );
  });

  it('is known as one by its `error`', () => {
    expect(isProxiedError({ error: 'Method not allowed' })).toBe(true);
    for (const body of [{ detail: 'Method Not Allowed' }, { error: 405 }, [], null, 'error'])
      expect(isProxiedError(body)).toBe(false);
  });
});
