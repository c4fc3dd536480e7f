import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { createFileStore } from './file-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'miptech-platform-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newPath = (): string => join(folder, `${(files += 1)}.db`);

const wanted = { sessionId: 's1', tenant: 't', owner: null, title: 'New', context: { page_url: 'p' } };
const ada = { id: 'u1', email: 'ada@example.com', fullName: 'Ada', tenant: 't' };

describe('a file', () => {
  it('opened again holds all that was put into it', () => {
    const path = newPath();
    const before = createFileStore(path);
    const { chat } = before.openChat(wanted);
    const question = before.message({ role: 'user', content: 'Why?', client_message_id: 'c1' });
    before.put(chat, question);
    before.accounts.add({ user: ada, salt: new Uint8Array([1]), hash: new Uint8Array([2]) });
    before.signIns.begin({ id: 'i1', userId: 'u1', scope: ['chat:send'] }, 'r1');
    before.signIns.exchange('r1', 'r2');
    before.signIns.end('ended');
    const { key } = before.signIns;
    const kept = { ...chat, messages: [question], messageCount: 1 };
    before.close();
    before.close();

    const after = createFileStore(path);
    const [found, ...others] = after.chats();
    expect({ ...found }).toEqual(kept);
    expect(others).toEqual([]);
    expect(after.openChat(wanted)).toMatchObject({ created: false, chat: { id: chat.id } });
    expect(after.message({ role: 'user', content: '' }).created_at > question.created_at).toBe(true);
    expect(after.accounts.find('t', 'Ada@example.com')?.user).toEqual(ada);
    expect(after.signIns.key).toEqual(key);
    expect(after.signIns.ofSpent('r1')).toBe('i1');
    expect(after.signIns.exchange('r2', 'r3')).toMatchObject({
      id: 'i1',
      userId: 'u1',
      scope: ['chat:send'],
    });
    expect(after.signIns.hasEnded('ended')).toBe(true);
    after.close();
  });

  it('holds no token, and is nobody else’s to read', () => {
    const path = newPath();
    const store = createFileStore(path);
    store.signIns.begin({ id: 'i1', userId: 'u1', scope: [] }, 'first-token');
    store.signIns.exchange('first-token', 'second-token');
    store.signIns.end('access-token-of-another-issuer');
    store.close();
    expect(readFileSync(path, 'latin1')).not.toMatch(/-token/);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('forgets what was spent or ended long ago', () => {
    const path = newPath();
    const store = createFileStore(path);
    for (const token of ['old', 'new']) {
      store.signIns.begin({ id: token, userId: 'u1', scope: [] }, token);
      store.signIns.exchange(token, `${token}-next`);
      store.signIns.end(`${token}-ended`);
    }
    store.close();
    const database = new DatabaseSync(path);
    database.exec(
      `UPDATE refresh_tokens SET spent_at = '2020-01-01' WHERE sign_in = 'old' AND spent_at IS NOT NULL`,
    );
    database.exec(`UPDATE ended_sign_ins SET ended_at = '2020-01-01' WHERE rowid = 1`);
    database.close();
    const { signIns, close } = createFileStore(path);
    expect([signIns.ofSpent('old'), signIns.ofSpent('new')]).toEqual([undefined, 'new']);
    expect(['old-ended', 'new-ended'].filter(signIns.hasEnded)).toHaveLength(1);
    // What is still good stays good.
    expect(signIns.exchange('old-next', 'x')).toMatchObject({ id: 'old' });
    close();
  });

  it('stays fast however long it is', () => {
    const path = newPath();
    createFileStore(path).close();
    const database = new DatabaseSync(path);
    database.exec(`
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
      INSERT INTO chats (id, tenant, owner, session_id, title, created_at)
        SELECT 'c' || i, 't', 'o' || (i % 1000), 's' || i, '', '' FROM n;
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
      INSERT INTO messages (chat_id, id, role, content, created_at)
        SELECT 'c' || (i % 20000 + 1), 'm' || i, 'user', 'said', '2026-01-01T00:00:00.000Z' FROM n;
    `);
    const plans = [
      `SELECT * FROM messages WHERE chat_id = 'c7' ORDER BY position`,
      `SELECT count(*) FROM messages WHERE chat_id = 'c7'`,
      `SELECT * FROM chats WHERE tenant = 't' AND owner = 'o7' ORDER BY position`,
    ].flatMap((query) => database.prepare(`EXPLAIN QUERY PLAN ${query}`).all());
    expect(plans.filter(({ detail }) => String(detail).startsWith('SCAN'))).toEqual([]);
    database.close();

    const store = createFileStore(path);
    const began = performance.now();
    for (let n = 1; n <= 200; n += 1) {
      const chat = store.findChat(`c${n}`);
      if (chat === undefined) throw new Error('a chat is missing');
      expect(chat.messages).toHaveLength(5);
      store.put(chat, store.message({ role: 'user', content: 'More' }));
      expect(chat.messageCount).toBe(6);
    }
    expect(store.chatsOf('t', 'o7')).toHaveLength(20);
    // 0.1 s here; one that read the whole file each time would take a minute.
    expect(performance.now() - began).toBeLessThan(5000);
    store.close();
  });

  it('in use by another process, of another version or of something else is not touched', () => {
    const path = newPath();
    const store = createFileStore(path);
    expect(() => createFileStore(path)).toThrow('locked');
    store.close();
    const database = new DatabaseSync(path);
    database.exec('PRAGMA user_version = 2');
    database.close();
    expect(() => createFileStore(path)).toThrow('not a file of this version');
    const notes = newPath();
    writeFileSync(notes, 'My notes, and no database at all. '.repeat(100));
    expect(() => createFileStore(notes)).toThrow('not a database');
    expect(readFileSync(notes, 'utf8')).toContain('My notes');
    const other = newPath();
    const foreign = new DatabaseSync(other);
    foreign.exec('CREATE TABLE recipes (name TEXT)');
    foreign.close();
    expect(() => createFileStore(other)).toThrow('not a file of this version');
  });
});
