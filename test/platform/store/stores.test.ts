import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createFileStore } from './file-store.ts';
import { createMemoryStore } from './memory-store.ts';
import type { NewChat, Store } from './store.ts';

const folder = mkdtempSync(join(tmpdir(), 'miptech-platform-'));
const closing: Store[] = [];
afterEach(() => {
  for (const store of closing.splice(0)) store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

const opened = (store: Store): Store => {
  closing.push(store);
  return store;
};
const inFile = (): Store => {
  files += 1;
  return opened(createFileStore(join(folder, `${files}.db`)));
};
const wanted: NewChat = { sessionId: 's1', tenant: 't', owner: null, title: 'New', context: null };
const ada = { id: 'u1', email: 'Ada@example.com', fullName: 'Ada', tenant: 't' };
const account = { user: ada, salt: new Uint8Array([1, 2]), hash: new Uint8Array([3]) };

describe.each([
  ['in memory', () => opened(createMemoryStore())],
  ['in a file', inFile],
])('a store %s', (_, create) => {
  it('opens one chat for one session of one tenant and owner', () => {
    const store = create();
    const first = store.openChat(wanted);
    expect(first).toMatchObject({ created: true, chat: { ...wanted, messageCount: 0 } });
    expect(store.openChat({ ...wanted, title: 'Other' })).toMatchObject({
      created: false,
      chat: { id: first.chat.id, title: 'New' },
    });
    const others = [
      { ...wanted, sessionId: 's2' },
      { ...wanted, tenant: 'other' },
      { ...wanted, owner: 'u1' },
    ];
    const ids = others.map((other) => store.openChat(other).chat.id);
    expect(new Set([first.chat.id, ...ids]).size).toBe(4);
    expect(store.chats().map(({ id }) => id)).toEqual([first.chat.id, ...ids]);
    expect(store.chatsOf('t', null).map(({ sessionId }) => sessionId)).toEqual(['s1', 's2']);
    expect(store.chatsOf('t', 'u1').map(({ id }) => id)).toEqual([ids[2]]);
    expect(store.chatsOf('nobody', null)).toEqual([]);
  });

  it('takes the page of a chat once it is told, and keeps it', () => {
    const store = create();
    const { id } = store.openChat(wanted).chat;
    expect(store.findChat(id)?.context).toBeNull();
    store.openChat({ ...wanted, context: { page_url: 'https://a.example/' } });
    store.openChat({ ...wanted, context: { page_url: 'https://b.example/' } });
    expect(store.findChat(id)?.context).toEqual({ page_url: 'https://a.example/' });
    expect(store.findChat('elsewhere')).toBeUndefined();
  });

  it('keeps what is said in the order in which it was put, whole', () => {
    const store = create();
    const { chat } = store.openChat(wanted);
    const text = 'A\u0000 \r\n "quoted" \u{1F600} \u0635\u0628\u0627\u062d'.repeat(1000);
    const question = store.message({ role: 'user', content: text, client_message_id: 'c1' });
    const metadata = { sources: [{ title: 'A', url: 'https://a.example', snippet: '' }], total_tokens: 3 };
    const answer = store.message({ role: 'assistant', content: '', metadata });
    store.put(chat, question);
    store.put(chat, answer);
    expect(chat.messages).toEqual([question, answer]);
    expect(chat.messageCount).toBe(2);
    expect(store.findChat(chat.id)?.messages).toEqual([question, answer]);
    expect(store.openChat({ ...wanted, sessionId: 's2' }).chat.messages).toEqual([]);
  });

  it('puts a message in the place of an earlier state of it', () => {
    const store = create();
    const { chat } = store.openChat(wanted);
    const begun = store.message({ id: 'a1', role: 'assistant', content: 'So' });
    const next = store.message({ role: 'user', content: 'Next' });
    for (const message of [begun, next]) store.put(chat, message);
    const ended = store.message({
      id: 'a1',
      role: 'assistant',
      content: 'So it is',
      metadata: { total_tokens: 2 },
    });
    store.put(chat, ended);
    expect(chat.messages).toEqual([{ ...ended, created_at: begun.created_at }, next]);
  });

  it('gives no two messages the same time', () => {
    const store = create();
    const times = Array.from({ length: 50 }, () => store.message({ role: 'user', content: '' }).created_at);
    expect(new Set(times).size).toBe(50);
    expect(times).toEqual(times.toSorted());
  });

  it('keeps one account per address and tenant', () => {
    const { accounts } = create();
    expect(accounts.add(account)).toBe(true);
    const second = { ...account, user: { ...ada, id: 'u2', email: 'ADA@example.com' } };
    expect(accounts.add(second)).toBe(false);
    expect(accounts.add({ ...second, user: { ...second.user, tenant: 'other' } })).toBe(true);
    expect(accounts.find('t', 'aDA@example.com')).toEqual(account);
    expect(accounts.find('t', 'bob@example.com')).toBeUndefined();
    expect(accounts.user('u1')).toEqual(ada);
    expect(accounts.user('u3')).toBeUndefined();
  });

  it('knows whom another issuer vouches for, as it last said', () => {
    const { accounts } = create();
    accounts.admit(ada);
    accounts.admit({ ...ada, fullName: 'Ada L.' });
    expect(accounts.user('u1')).toEqual({ ...ada, fullName: 'Ada L.' });
    expect(accounts.find('t', ada.email)).toBeUndefined();
  });

  it('exchanges a refresh token once, and ends a sign-in with all that came of it', () => {
    const { signIns } = create();
    const signIn = { id: 'i1', userId: 'u1', scope: ['chat:send'] };
    signIns.begin(signIn, 'r1');
    signIns.begin({ ...signIn, id: 'i2' }, 'other');
    expect(signIns.exchange('r1', 'r2')).toEqual(signIn);
    expect(signIns.exchange('r1', 'r3')).toBeUndefined();
    expect(signIns.exchange('r3', 'r4')).toBeUndefined();
    expect(signIns.exchange('r2', 'r5')).toEqual(signIn);
    expect(['r1', 'r2', 'r5', 'r9'].map(signIns.ofSpent)).toEqual(['i1', 'i1', undefined, undefined]);
    expect(signIns.hasEnded('i1')).toBe(false);
    signIns.end('i1');
    signIns.end('i1');
    expect([signIns.hasEnded('i1'), signIns.hasEnded('i2')]).toEqual([true, false]);
    expect(signIns.exchange('r5', 'r6')).toBeUndefined();
    expect(signIns.exchange('other', 'r7')).toMatchObject({ id: 'i2' });
  });
});
