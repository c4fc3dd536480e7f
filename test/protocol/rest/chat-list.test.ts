import { describe, expect, it } from 'vitest';
import { chatListReply } from '../../../lib/protocol/rest/chat-list.ts';

const read = (body: unknown) => chatListReply.parse(body);
const ids = (body: unknown): string[] => read(body).chats.map(({ chatId }) => chatId);

describe('R50: a list of chats', () => {
  it.each<[what: string, entry: object, reads: object]>([
    ['by id', { id: 'a', title: 'T' }, { chatId: 'a', title: 'T', updatedAt: null }],
    ['by chat_id', { chat_id: 'a', title: 'T' }, { chatId: 'a', title: 'T', updatedAt: null }],
    ['by a number', { id: 7 }, { chatId: '7', title: '', updatedAt: null }],
    ['with a title that is none', { id: 'a', title: { x: 1 } }, { chatId: 'a', title: '', updatedAt: null }],
    [
      'with a title of two lines, and marks that turn it',
      { id: 'a', title: '\u202eone\n two\u0007' },
      { chatId: 'a', title: 'one two', updatedAt: null },
    ],
    [
      'with the time of its last word before that of its first',
      { id: 'a', created_at: '2026-01-31T09:00:00Z', updated_at: '2026-01-31T10:00:00' },
      { chatId: 'a', title: '', updatedAt: Date.parse('2026-01-31T10:00:00Z') },
    ],
    [
      'with the time of its first where the other is none',
      { id: 'a', created_at: 1_700_000_000, updated_at: 'yesterday' },
      { chatId: 'a', title: '', updatedAt: 1_700_000_000_000 },
    ],
    [
      'with a time that no calendar has',
      { id: 'a', updated_at: 1e300 },
      { chatId: 'a', title: '', updatedAt: null },
    ],
  ])('has a chat %s', (_, entry, reads) => {
    expect(read([entry]).chats).toEqual([reads]);
    expect(read({ items: [entry], extra: 1 })).toEqual({ chats: [reads], isWhole: true });
  });

  it.each<[what: string, entry: unknown]>([
    ['no id', { title: 'T' }],
    ['an id that is a step to another path', { id: '..' }],
    ['an id that is none', { id: null, chat_id: {} }],
    ['an id that is too long', { id: 'x'.repeat(201) }],
    ['nothing at all', null],
    ['a word', 'chat'],
  ])('leaves out what has %s, and says that it is not whole', (_, entry) => {
    expect(read([entry, { id: 'a' }])).toMatchObject({ chats: [{ chatId: 'a' }], isWhole: false });
  });

  it('tells each once, newest first, those without a time behind the others', () => {
    const at = (id: string, updated_at?: number) => ({ id, updated_at });
    expect(ids([at('old', 100), at('none'), at('new', 300), at('none-2'), at('new', 50)])).toEqual([
      'new',
      'old',
      'none',
      'none-2',
    ]);
  });

  it.each([{ has_more: true }, { next: '/page/2' }, { total: 2 }])('that says %j is not whole', (more) => {
    expect(read({ items: [{ id: 'a' }], ...more }).isWhole).toBe(false);
  });

  it('is cut where nobody would look through it, and costs no more for what is beyond', () => {
    const many = Array.from({ length: 200_000 }, (_, n) => ({ id: `c${n}`, title: 'x'.repeat(300) }));
    const { chats, isWhole } = read(many);
    expect([chats.length, isWhole]).toEqual([1000, false]);
    expect(chats[0]?.title).toHaveLength(200);
  });

  it.each([null, 'x', 7, {}, { items: 'x' }, { items: null }])('is none where the body is %j', (body) => {
    expect(chatListReply.safeParse(body).success).toBe(false);
  });
});
