import type { PageReason } from '../../shared/page-reason.ts';
import type { TabFacts } from '../../shared/page-access.ts';

/** What browsers say where they inject nothing, by what it means. Of Chromium 156 and Firefox 153, as they say it. */
const meanings: readonly (readonly [RegExp, PageReason])[] = [
  [/ExtensionsSettings policy/, 'managed'],
  [/extensions gallery/, 'store'],
  [/showing error page/, 'error-page'],
  [/Cannot access a [\w-]+:\/\/ URL|New Tab Page/, 'browser-page'],
  [/was removed|is not ready|was closed|No (tab|frame) with id|Invalid (tab|frame) ID/i, 'gone'],
];

/** Without access, Chromium keeps the address from us, too. */
const isWithoutAccess = /must request permission|Extension must have permission/;
/** Firefox; it says the same of a page of its own that it shows in the place of one of the web, whose address it tells. */
const isWithoutHost = /Missing host permission/;

/** What the browser's refusal to inject the reader means. */
export function refusal(error: unknown, { url }: TabFacts): PageReason | 'access-needed' {
  const words = error instanceof Error ? error.message : '';
  const meaning = meanings.find(([pattern]) => pattern.test(words))?.[1];
  if (meaning !== undefined) return meaning;
  // Words that are new to us: where the address is known, we have access to ask with.
  if (url === undefined || isWithoutAccess.test(words)) return 'access-needed';
  return isWithoutHost.test(words) ? 'viewer' : 'failed';
}
