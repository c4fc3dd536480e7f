import { z } from 'zod/mini';
import { foldText } from './fold.ts';
import { searchedText } from './searched-text.ts';

/** Folded text of messages that follow each other in a conversation; what is searched, and what is stored of it. */
export interface SearchRow {
  /** One after the other, with a line break between: a query holds none, so nothing is found across two of them. */
  readonly text: string;
  /** Of the messages. */
  readonly ids: readonly string[];
  /** Where in `text` each begins. */
  readonly starts: readonly number[];
}

/** UTF-16 code units: 64 kB at the most as they are stored, but where a single message is longer. */
const longestRow = 32_000;

/** A stored row is hostile until parsed. */
const stored = z.object({ text: z.string(), ids: z.array(z.string()), starts: z.array(z.number()) });

/** null: it can't be used. */
export function searchRow(value: unknown): SearchRow | null {
  const parsed = stored.safeParse(value);
  return parsed.success && parsed.data.ids.length === parsed.data.starts.length ? parsed.data : null;
}

/** A message, as far as it is searched; of the storage, so hostile. */
const searched = z.object({
  id: z.string(),
  text: z.string(),
  attachments: z.optional(
    z.array(z.object({ title: z.string(), source: z.optional(z.string()), text: z.optional(z.string()) })),
  ),
});

/** Takes messages one by one, in their order; those that can't be read, or say nothing, are left out. */
export interface RowBuilder {
  add(message: unknown): void;
  rows(): SearchRow[];
}

export function createRowBuilder(): RowBuilder {
  const rows: SearchRow[] = [];
  let texts: string[] = [];
  let ids: string[] = [];
  let starts: number[] = [];
  let length = 0;

  function end(): void {
    if (ids.length > 0) rows.push({ text: texts.join('\n'), ids, starts });
    [texts, ids, starts, length] = [[], [], [], 0];
  }

  return {
    add(message) {
      const parsed = searched.safeParse(message);
      const text = parsed.success ? foldText(searchedText(parsed.data)) : '';
      if (!parsed.success || text === '') return;
      if (length + text.length > longestRow) end();
      texts.push(text);
      ids.push(parsed.data.id);
      starts.push(length);
      length += text.length + 1;
    },
    rows() {
      end();
      return rows;
    },
  };
}
