import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { InOneStep } from './file-steps.ts';
import { createMessageMaker } from './message-maker.ts';
import type { Store, StoredChat, StoredMessage } from './store.ts';

interface ChatRow {
  readonly id: string;
  readonly tenant: string;
  readonly owner: string;
  readonly session_id: string;
  readonly title: string;
  readonly created_at: string;
  readonly context: string | null;
}

interface MessageRow {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly content: string;
  readonly created_at: string;
  readonly client_message_id: string | null;
  readonly metadata: string | null;
}

const ownerText = (owner: string | null): string => owner ?? '';
const contextText = (context: unknown): string | null =>
  context === null || context === undefined ? null : JSON.stringify(context);

/** Chats and messages of the file: only those that are asked for are ever read. */
export const createFileChats = (
  database: DatabaseSync,
  inOneStep: InOneStep,
): Omit<Store, 'accounts' | 'signIns' | 'close'> => {
  const byId = database.prepare('SELECT * FROM chats WHERE id = ?');
  const bySession = database.prepare('SELECT * FROM chats WHERE tenant = ? AND owner = ? AND session_id = ?');
  const all = database.prepare('SELECT * FROM chats ORDER BY position');
  const ofOwner = database.prepare('SELECT * FROM chats WHERE tenant = ? AND owner = ? ORDER BY position');
  const insert = database.prepare(
    'INSERT INTO chats (id, tenant, owner, session_id, title, created_at, context) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const describe = database.prepare('UPDATE chats SET context = ? WHERE id = ? AND context IS NULL');
  const messagesOf = database.prepare('SELECT * FROM messages WHERE chat_id = ? ORDER BY position');
  const countOf = database.prepare('SELECT count(*) AS count FROM messages WHERE chat_id = ?');
  // An earlier state of it keeps its place and its time.
  const put = database.prepare(
    `INSERT INTO messages (chat_id, id, role, content, created_at, client_message_id, metadata)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (chat_id, id) DO UPDATE SET
       role = excluded.role, content = excluded.content, client_message_id = excluded.client_message_id,
       metadata = excluded.metadata`,
  );
  const last = database.prepare('SELECT created_at FROM messages ORDER BY position DESC LIMIT 1').get();

  const toChat = (row: ChatRow): StoredChat => ({
    id: row.id,
    sessionId: row.session_id,
    tenant: row.tenant,
    owner: row.owner === '' ? null : row.owner,
    title: row.title,
    createdAt: row.created_at,
    context: row.context === null ? null : JSON.parse(row.context),
    get messages() {
      return (messagesOf.all(row.id) as unknown as MessageRow[]).map(toMessage);
    },
    get messageCount() {
      return Number(countOf.get(row.id)?.['count']);
    },
  });
  const found = (row: unknown): StoredChat | undefined =>
    row === undefined ? undefined : toChat(row as ChatRow);
  const list = (rows: unknown[]): StoredChat[] => rows.map((row) => toChat(row as ChatRow));

  return {
    openChat: ({ tenant, owner, sessionId, title, context }) =>
      inOneStep(() => {
        const key = [tenant, ownerText(owner), sessionId] as const;
        const known = found(bySession.get(...key));
        const id = known?.id ?? randomUUID();
        // Clients that create the chat early tell the page once it is attached.
        if (known !== undefined) describe.run(contextText(context), id);
        else insert.run(id, ...key, title, new Date().toISOString(), contextText(context));
        return { chat: toChat(byId.get(id) as unknown as ChatRow), created: known === undefined };
      }),
    findChat: (id) => found(byId.get(id)),
    chats: () => list(all.all()),
    chatsOf: (tenant, owner) => list(ofOwner.all(tenant, ownerText(owner))),
    message: createMessageMaker(last === undefined ? 0 : Date.parse(String(last['created_at']))),
    put: ({ id: chatId }, { id, role, content, created_at: at, ...message }) =>
      void put.run(
        chatId,
        id,
        role,
        content,
        at,
        message.client_message_id ?? null,
        message.metadata === undefined ? null : JSON.stringify(message.metadata),
      ),
  };
};

const toMessage = ({ id, role, content, created_at: at, ...row }: MessageRow): StoredMessage => ({
  id,
  role,
  content,
  created_at: at,
  ...(row.client_message_id === null ? {} : { client_message_id: row.client_message_id }),
  ...(row.metadata === null ? {} : { metadata: JSON.parse(row.metadata) as Record<string, unknown> }),
});
