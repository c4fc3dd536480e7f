import type { IDBPTransaction } from 'idb';
import type { Budget } from '../session/budget.ts';
import type { Change } from '../session/effect.ts';
import { isOpen, type AssistantMessage, type Message } from '../shared/conversation.ts';
import { ConversationGone, isThere } from './conversation-gone.ts';
import { spentDraft } from './draft-parts.ts';
import type { ConversationDatabase, ConversationRecord, Database, StoredMessage } from './database.ts';
import { appendTexts, isTextAppended } from './text-writer.ts';
import { durability, unawaited, undone } from './transaction.ts';

type Writing = IDBPTransaction<
  ConversationDatabase,
  readonly ['conversations', 'messages', 'batches', 'drafts', 'budgets'],
  'readwrite'
>;
type Ending = Extract<Change, { type: 'answer-finished' }>;
type ConversationChange = Partial<Omit<ConversationRecord, 'id' | 'partition' | 'createdAt'>>;

/**
 * Writes the changes of one step in one transaction: a worker that dies in between leaves the step undone, never half
 * done. A user's message waits for this on its way to the wire, so nothing is awaited here but what has to be read;
 * requests of one transaction are carried out in the order in which they were made.
 */
export async function applyChanges(
  database: Database,
  conversationId: string,
  changes: readonly Change[],
  now: number,
): Promise<void> {
  if (changes.every(isTextAppended)) return appendTexts(database, conversationId, changes);
  const stores = ['conversations', 'messages', 'batches', 'drafts', 'budgets'] as const;
  const tx = database.transaction(stores, 'readwrite', { durability });
  // Its end rejects as well where a request does; unobserved, that would be reported as an error of nobody's.
  tx.done.catch(() => undefined);
  try {
    // Asked for before all else, looked at after it: it costs the message no turn of waiting.
    const found = tx.objectStore('conversations').get(conversationId);
    unawaited(found);
    const conversation: ConversationChange = {};
    let budget: Budget | null = null;
    for (const change of changes) {
      if (change.type === 'answer-finished') await finish(tx, change);
      else if (change.type === 'answer-seen') await noteSeen(tx, change);
      else if (change.type === 'draft-spent') await spendDraft(tx, conversationId, change.attachmentIds, now);
      else write(tx, change);
      if (change.type === 'budget-changed') budget = change.budget;
      Object.assign(conversation, conversationChange(change, now));
    }
    const record = await found;
    // Late: of a socket, or a panel, that has not heard yet that the conversation was deleted. None of it may come back.
    if (!isThere(record)) throw new ConversationGone();
    if (changes.some(changesWords)) Object.assign(conversation, { revision: nextRevision(record) });
    if (Object.keys(conversation).length > 0)
      unawaited(tx.objectStore('conversations').put(changedRecord(record, conversation)));
    // The conversation knows whose budget it is.
    if (budget !== null) unawaited(tx.objectStore('budgets').put({ ...budget, partition: record.partition }));
    // Without this the browser waits another turn for requests that won't come.
    tx.commit();
    await tx.done;
  } catch (error) {
    throw undone(tx, error);
  }
}

function write(
  tx: Writing,
  change: Exclude<Change, { type: 'answer-finished' | 'answer-seen' | 'draft-spent' }>,
): void {
  switch (change.type) {
    case 'message-put':
      return unawaited(tx.objectStore('messages').put(stored(change.message)));
    case 'message-removed':
      unawaited(tx.objectStore('messages').delete(change.messageId));
      return dropBatches(tx, change.messageId);
    case 'text-appended': {
      const { messageId, batch, text } = change;
      return unawaited(tx.objectStore('batches').put({ messageId, batch, text }));
    }
    case 'chat-linked':
    case 'accepted-counted':
    case 'chat-learnt':
    case 'titled':
    case 'budget-changed':
      return;
    default:
      return change satisfies never;
  }
}

/** What a step changes of the conversation itself, gathered: read and written once. */
export function conversationChange(change: Change, now: number): ConversationChange {
  switch (change.type) {
    case 'message-put':
      return change.message.role === 'user' ? { updatedAt: now } : {};
    case 'chat-linked':
      return { chatId: change.chatId };
    case 'accepted-counted':
      return { accepted: change.accepted, said: change.said };
    case 'chat-learnt':
      return { learnt: change.learnt };
    case 'titled':
      return { title: change.title };
    case 'message-removed':
    case 'text-appended':
    case 'answer-finished':
    case 'answer-seen':
    case 'draft-spent':
    case 'budget-changed':
      return {};
    default:
      return change satisfies never;
  }
}

/** What a person, or the platform, has called it stays: the first question's words are only there until then. */
export function changedRecord(record: ConversationRecord, change: ConversationChange): ConversationRecord {
  return { ...record, ...change, ...(record.titledBy === undefined ? {} : { title: record.title }) };
}

/** Whether something else is said in it after the change. What is being said counts once it has ended. */
export function changesWords({ type }: Change): boolean {
  return type === 'message-put' || type === 'message-removed' || type === 'answer-finished';
}

export function nextRevision({ revision = 0 }: ConversationRecord): number {
  return revision + 1;
}

async function finish(tx: Writing, change: Ending): Promise<void> {
  const messages = tx.objectStore('messages');
  const found = await messages.get(change.messageId);
  if (found?.role !== 'assistant') return;
  unawaited(messages.put(stored(endedAnswer(found, change))));
  dropBatches(tx, change.messageId);
}

async function noteSeen(tx: Writing, change: Extract<Change, { type: 'answer-seen' }>): Promise<void> {
  const messages = tx.objectStore('messages');
  const found = await messages.get(change.messageId);
  if (found?.role === 'assistant') unawaited(messages.put({ ...found, seen: change.seen }));
}

/** The answer as it is once it has ended. */
export function endedAnswer(answer: AssistantMessage, change: Ending): AssistantMessage {
  return {
    ...answer,
    status: change.status,
    text: change.text,
    sources: [...change.sources],
    completedAt: change.completedAt,
    ...(change.serverId === null ? {} : { serverId: change.serverId }),
    ...(change.totalTokens === null ? {} : { totalTokens: change.totalTokens }),
    ...(change.problem === null ? {} : { problem: change.problem }),
  };
}

async function spendDraft(
  tx: Writing,
  conversationId: string,
  attachmentIds: readonly string[],
  now: number,
): Promise<void> {
  const drafts = tx.objectStore('drafts');
  const found = await drafts.get(conversationId);
  if (found !== undefined) unawaited(drafts.put(spentDraft(found, attachmentIds, now)));
}

function dropBatches(tx: Writing, messageId: string): void {
  unawaited(tx.objectStore('batches').delete(IDBKeyRange.bound([messageId, 0], [messageId, Infinity])));
}

function stored(message: Message): StoredMessage {
  // A record read back may still carry its mark of an earlier status.
  const { open: _, ...clean } = message as StoredMessage;
  return isOpen(clean) ? { ...clean, open: clean.conversationId } : clean;
}
