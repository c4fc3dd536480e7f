import { openDB } from 'idb';
import type { ConversationDatabase } from '../../lib/storage/database.ts';
import type { Flow } from './harness.ts';

/** How many rows each store of the flow's database holds, read past the extension. */
export async function storedRows(flow: Flow): Promise<Record<string, number>> {
  const database = await openDB<ConversationDatabase>(flow.databaseName);
  const counts: Record<string, number> = {};
  for (const name of database.objectStoreNames) counts[name] = await database.count(name);
  database.close();
  return counts;
}

/** All that the flow's database holds, read past the extension. */
export async function storedContents(flow: Flow): Promise<Record<string, unknown[]>> {
  const database = await openDB<ConversationDatabase>(flow.databaseName);
  const rows: Record<string, unknown[]> = {};
  for (const name of database.objectStoreNames) rows[name] = await database.getAll(name);
  database.close();
  return rows;
}

/** The words of all stored questions. */
export async function storedWords(flow: Flow): Promise<string[]> {
  const database = await openDB<ConversationDatabase>(flow.databaseName);
  const messages = await database.getAll('messages');
  database.close();
  return messages.flatMap(({ role, text }) => (role === 'user' ? [text] : []));
}
