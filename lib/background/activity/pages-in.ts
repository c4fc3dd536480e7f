import { unfence } from '../../page-context/fence.ts';
import type { LeftPage } from '../../shared/activity.ts';
import { hostOf } from '../../shared/host-of.ts';

/** Characters of a title that are kept. */
const titleLimit = 200;

/** How deep a frame or a body of ours holds a text, and one level more. */
const deepest = 3;

/**
 * The pages that went along in a body or a frame of ours: those in the fence of a message (P39), and the one whose address
 * a new chat is told (R20). Whichever way wrote it: it is looked for in every text of it.
 */
export function pagesIn(body: string): LeftPage[] {
  // Nearly nothing has a page in it, and need not be read.
  if (!body.includes('<page_context') && !body.includes('"page_url"')) return [];
  const pages: LeftPage[] = [];
  collect(parsed(body), '', 0, pages);
  return pages;
}

function collect(value: unknown, key: string, depth: number, pages: LeftPage[]): void {
  if (typeof value === 'string') {
    if (key === 'page_url') pages.push({ title: '', host: hostOf(value) });
    for (const { title, url } of unfence(value).attachments)
      // Pasted: a person's own words, as those behind it.
      if (url !== '') pages.push({ title: title.slice(0, titleLimit).toWellFormed(), host: hostOf(url) });
  } else if (typeof value === 'object' && value !== null && depth < deepest) {
    for (const [name, part] of Object.entries(value)) collect(part, name, depth + 1, pages);
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    // No JSON, so no message of ours.
    return null;
  }
}
