import { describe, expect, it } from 'vitest';
import { messageReply, newMessageBody, olderMessageBody } from '../../../lib/protocol/rest/message.ts';

const whole = { id: 'm1', role: 'assistant', content: 'Because.' };
const read = { id: 'm1', role: 'assistant', content: 'Because.', sources: [], totalTokens: null };

describe('R32: a message that is posted', () => {
  it('carries its text, its own id and the tenant', () => {
    expect(newMessageBody({ text: 'Why?', clientMessageId: 'c1' }, 'acme')).toEqual({
      content: 'Why?',
      role: 'user',
      message_type: 'text',
      client_message_id: 'c1',
      metadata: { tenant_id: 'acme' },
    });
    expect(olderMessageBody({ text: 'Why?' })).toEqual({ message: 'Why?' });
  });

  it.each([
    ['bare', whole, read],
    ['in `message`', { message: whole }, read],
    ['with its id as message_id', { ...whole, id: undefined, message_id: 'm1' }, read],
    ['with a number for an id', { ...whole, id: 7 }, { ...read, id: '7' }],
    ['with fields of a newer platform', { ...whole, mood: 'good', metadata: { x: 1 } }, read],
    ['with metadata of no known shape', { ...whole, metadata: 'none' }, read],
    [
      'with sources and tokens',
      { ...whole, metadata: { sources: [{ url: 'https://a.example' }, 7, {}], total_tokens: 3 } },
      { ...read, sources: [{ title: 'https://a.example', url: 'https://a.example' }], totalTokens: 3 },
    ],
    ['that is the stored question', { ...whole, role: 'user' }, { ...read, role: 'user' }],
  ])('is answered by a message %s', (_, body, expected) => {
    expect(messageReply.parse(body)).toEqual(expected);
  });

  it.each([
    ['without an id', { ...whole, id: undefined }],
    ['with an empty id', { ...whole, id: '' }],
    ['with an id that is a path', { ...whole, id: '..' }],
    ['of the system', { ...whole, role: 'system' }],
    ['without text', { ...whole, content: null }],
    ['that is a list', [whole]],
    ['that is nothing', null],
  ])('is not answered by one %s', (_, body) => {
    expect(messageReply.safeParse(body).success).toBe(false);
  });
});
