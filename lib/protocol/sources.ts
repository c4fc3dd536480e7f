import { z } from 'zod/mini';
import type { Source } from '../shared/conversation.ts';

const mostSources = 50;
/** Characters of a source's title, address and snippet. */
const longestField = { title: 300, url: 2048, snippet: 1000 };

// `catch` keeps one bad field from costing the source: the rest of it still counts.
const text = z.catch(z.optional(z.string()), undefined);
const sourceFields = z.lazy(() => z.object({ title: text, url: z.string(), snippet: text }));

/** The sources of an answer that can be read, each within bounds. Never throws, whatever the server sent. */
export function readSources(list: readonly unknown[] | undefined): Source[] {
  const sources: Source[] = [];
  for (const item of (list ?? []).slice(0, mostSources)) {
    const read = sourceFields.safeParse(item);
    if (!read.success) continue;
    const { title, url, snippet } = read.data;
    if (url.length > longestField.url) continue;
    sources.push({
      title: (title ?? url).slice(0, longestField.title),
      url,
      ...(snippet === undefined ? {} : { snippet: snippet.slice(0, longestField.snippet) }),
    });
  }
  return sources;
}
