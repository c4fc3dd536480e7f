import { unfence } from '../../page-context/fence.ts';
import { maskedPlaces } from '../../masking/placeholder.ts';
import type { ActivityEntry, LeftPage } from '../../shared/activity.ts';
import { hostOf } from '../../shared/host-of.ts';

/** Characters of a title that are kept. */
const titleLimit = 200;

type WentAlong = Pick<ActivityEntry, 'pages' | 'masked'>;

interface Found {
  readonly pages: LeftPage[];
  masked: number;
}

/** How deep a frame or a body of ours holds a text, and one level more. */
const deepest = 3;

/**
 * The pages that went along in a body or a frame of ours: those in the fence of a message (P39), and the one whose address
 * a new chat is told (R20). Whichever way wrote it: it is looked for in every text of it. With how many places of them, and
 * of pasted texts, are placeholders as they left; what a page has brought along that looks like one counts, too.
 */
export function pagesIn(body: string): WentAlong {
  // Nearly nothing has a page in it, and need not be read.
  if (!body.includes('<page_context') && !body.includes('"page_url"')) return { pages: [] };
  const found: Found = { pages: [], masked: 0 };
  collect(parsed(body), '', 0, found);
  const { pages, masked } = found;
  return masked === 0 ? { pages } : { pages, masked };
}

function collect(value: unknown, key: string, depth: number, found: Found): void {
  if (typeof value === 'string') {
    if (key === 'page_url') add(found, '', value);
    for (const { title, url, text } of unfence(value).attachments) {
      found.masked += maskedPlaces(text) + maskedPlaces(title);
      // Pasted: a person's own words, as those behind it.
      if (url !== '') add(found, title, url);
    }
  } else if (typeof value === 'object' && value !== null && depth < deepest) {
    for (const [name, part] of Object.entries(value)) collect(part, name, depth + 1, found);
  }
}

function add(found: Found, title: string, url: string): void {
  found.pages.push({ title: title.slice(0, titleLimit).toWellFormed(), host: hostOf(url) });
  found.masked += maskedPlaces(url);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    // No JSON, so no message of ours.
    return null;
  }
}
