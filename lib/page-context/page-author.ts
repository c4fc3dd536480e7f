import { attributeOf, findNamed } from './dom-access.ts';
import { seenLine } from './page-facts.ts';

/** Longer is a sentence about somebody. */
const longestName = 120;

const stated = [
  '[name="author" i][content]',
  '[property="article:author" i][content]',
  '[name="citation_author" i][content], [name="dc.creator" i][content], [name="parsely-author" i][content]',
  '[itemprop="author" i][content]',
] as const;

/** Who wrote the page, as its head states it; undefined where it doesn't, or gives an address for a name. */
export function statedAuthor(document: Document): string | undefined {
  for (const selector of stated) {
    const element = findNamed(document, 'meta', selector);
    const name = nameIn(element === null ? '' : (attributeOf(element, 'content') ?? ''));
    if (name !== undefined) return name;
  }
  return undefined;
}

const shown = [
  '[itemprop~="author"] [itemprop~="name"]',
  '[itemprop~="author"]',
  '[rel~="author"]',
  '[class~="byline"], [class*="byline-name"], [class*="author-name"], [class*="author__name"], [class*="authorName"]',
  'article [class~="author"], header [class~="author"], [class*="byline"]',
] as const;

/** Who wrote the page, as it is seen on it; undefined where different parts of it are somebody else's. */
export function shownAuthor(copy: ParentNode): string | undefined {
  for (const selector of shown) {
    const names = new Set([...copy.querySelectorAll(selector)].map((one) => nameIn(one.textContent ?? '')));
    names.delete(undefined);
    if (names.size > 1) return undefined;
    for (const name of names) return name;
  }
  return undefined;
}

const before =
  /^(?:(?:written |posted |words )?by|von|par|por|di|door|av|автор:?|作者[:：]?|文[:：／/]|著者[:：]?|بقلم:?)[\s:：]+/iu;
/** What stands behind a name on its line: a role, a date, a place. */
const behind = /\s*(?:[|·•–—]|,?\s+\d{1,2}[ .]|\d{4}|published|updated).*$/iu;

function nameIn(said: string): string | undefined {
  const name = seenLine(said).text.replace(before, '').replace(behind, '').trim();
  const isName =
    /\p{L}/u.test(name) && name.length <= longestName && !/^https?:|^www\.|^@?[\w.]+@/i.test(name);
  return isName ? name : undefined;
}
