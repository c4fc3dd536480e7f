import { z } from 'zod/mini';
import type { ConversationRecord, Database, SearchRecord } from '../storage/database.ts';
import { createInDatabase } from '../storage/in-database.ts';
import type { DatabaseSource } from '../storage/database-source.ts';
import { durability } from '../storage/transaction.ts';
import { createRowBuilder, searchRow, type SearchRow } from './search-rows.ts';

/** Of which state of a conversation rows are made. Another one, whether later or not, makes them anew. */
export type Stamp = string;

export interface IndexedText {
  readonly stamp: Stamp;
  readonly rows: readonly SearchRow[];
}

/** The rows of conversations, in the database. Calls reject with a StorageError. */
export interface SearchIndex {
  /** Where they stand, in the order asked; null: gone, or on its way out. */
  stamps(ids: readonly string[]): Promise<(Stamp | null)[]>;
  /** What is stored of them and still true, in the order asked; null: it has to be made. */
  stored(ids: readonly string[]): Promise<(IndexedText | null)[]>;
  /**
   * Makes the rows of a conversation anew, and stores what differs. Null: it is gone. Whatever is deleted meanwhile stays
   * deleted; of a state that is no more nothing is stored.
   */
  made(id: string): Promise<IndexedText | null>;
}

const head = z.object({ stamp: z.string(), parts: z.number() });
const headPart = -1;

/** Messages read in one go: what the background wants to write meanwhile waits for no more than these. */
const mostAtOnce = 100;

/** Of a chat in which something is said each time that it is being read: the next look finds it, too. */
const mostAttempts = 3;

export function createSearchIndex(source: DatabaseSource): SearchIndex {
  const inDatabase = createInDatabase(source);
  return {
    stamps: (ids) =>
      inDatabase(async (db) => {
        const { store } = db.transaction('conversations');
        return (await Promise.all(ids.map((id) => store.get(id)))).map(stampOf);
      }),
    stored: (ids) =>
      inDatabase(async (db) => {
        const tx = db.transaction(['conversations', 'search']);
        return Promise.all(
          ids.map(async (id) => {
            const [record, records] = await Promise.all([
              tx.objectStore('conversations').get(id),
              tx.objectStore('search').getAll(partsOf(id)),
            ]);
            const stamp = stampOf(record);
            return stamp === null ? null : readText(records, stamp);
          }),
        );
      }),
    made: (id) =>
      inDatabase(async (db) => {
        for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
          const stamp = stampOf(await db.get('conversations', id));
          if (stamp === null) return null;
          const rows = await readRows(db, id);
          if (await storeRows(db, id, stamp, rows)) return { stamp, rows };
        }
        return null;
      }),
  };
}

const partsOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id, -Infinity], [id, Infinity]);

/** What is stored by an import changes no `revision`, and is of another time. */
function stampOf(record: ConversationRecord | undefined): Stamp | null {
  if (record === undefined || record.deletedAt !== undefined) return null;
  return `${record.revision ?? 0} ${record.updatedAt}`;
}

function readText(records: readonly SearchRecord[], stamp: Stamp): IndexedText | null {
  const [first, ...parts] = records;
  const told = head.safeParse(first?.part === headPart ? first.value : null);
  if (!told.success || told.data.stamp !== stamp || told.data.parts !== parts.length) return null;
  const rows = parts.map(({ value }) => searchRow(value));
  return rows.every((row) => row !== null) ? { stamp, rows } : null;
}

/** In slices, each a transaction of its own. */
async function readRows(db: Database, id: string): Promise<SearchRow[]> {
  const builder = createRowBuilder();
  let after = -Infinity;
  for (;;) {
    const range = IDBKeyRange.bound([id, after], [id, Infinity], true);
    const found = await db.transaction('messages').store.index('by-place').getAll(range, mostAtOnce);
    found.forEach((message) => builder.add(message));
    const last = found.at(-1);
    if (last === undefined || found.length < mostAtOnce) return builder.rows();
    after = last.ordinal;
  }
}

/** False, and nothing is written: it was deleted meanwhile, or something was said. */
async function storeRows(
  db: Database,
  id: string,
  stamp: Stamp,
  rows: readonly SearchRow[],
): Promise<boolean> {
  // With the conversations: whoever deletes one goes before this, and it is seen, or behind it, and takes these rows along.
  const tx = db.transaction(['conversations', 'search'], 'readwrite', { durability });
  const search = tx.objectStore('search');
  const [record, before] = await Promise.all([
    tx.objectStore('conversations').get(id),
    search.getAll(partsOf(id)),
  ]);
  const isTrue = stampOf(record) === stamp;
  if (isTrue) {
    const known = new Map(before.map(({ part, value }) => [part, value]));
    const differs = rows.flatMap((row, part) => (isSame(known.get(part), row) ? [] : [{ part, value: row }]));
    await Promise.all([
      search.put({ conversationId: id, part: headPart, value: { stamp, parts: rows.length } }),
      ...differs.map((row) => search.put({ conversationId: id, ...row })),
      search.delete(IDBKeyRange.bound([id, rows.length], [id, Infinity])),
    ]);
  }
  await tx.done;
  return isTrue;
}

/** A chat of thousands of messages isn't written anew for each answer. */
function isSame(known: unknown, row: SearchRow): boolean {
  const parsed = searchRow(known);
  return (
    parsed !== null &&
    parsed.text === row.text &&
    parsed.ids.length === row.ids.length &&
    parsed.ids.every((id, n) => id === row.ids[n])
  );
}
