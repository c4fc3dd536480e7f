import { attributeOf, documentElementOf, findIn, findNamed, titleOf } from './dom-access.ts';
import { textCharacters } from './characters.ts';
import { seenCharacters, type SeenCharacters } from './invisible-characters.ts';
import { longestTitle, longestUrl } from './limits.ts';

/** A text on one line, without controls. */
export function lineOf(text: string): string {
  return textCharacters(text).replace(/\s+/g, ' ').trim();
}

/** The same without what cannot be seen. */
export function seenLine(text: string): SeenCharacters {
  const { text: seen, removed } = seenCharacters(lineOf(text));
  return { text: seen.trim(), removed };
}

/** What the tab shows, else the address's host: a page is never nameless. */
export function pageTitle(document: Document, url: string): SeenCharacters {
  const heading = (): string => findIn(document, 'h1')?.textContent ?? '';
  const said = seenLine(titleOf(document));
  const title = said.text === '' ? seenLine(heading()) : said;
  const text = title.text || placeName(url);
  if (text.length <= longestTitle) return { text, removed: title.removed };
  return {
    text: `${textCharacters(text.slice(0, longestTitle - 1)).trimEnd()}…`,
    removed: title.removed,
  };
}

/** The host; of a local file, its name. */
function placeName(url: string): string {
  const { host, pathname } = new URL(url);
  return host || (pathname.split('/').at(-1) ?? '') || url;
}

/**
 * The canonical address where the page names one of its own origin; else where it is, without fragment and credentials.
 * Another origin's is not believed: it would put a stranger's name on the chip. Nor is the front page's on any other
 * page, a common mistake of page templates.
 */
export function pageUrl(document: Document, location: string): string {
  const here = bare(new URL(location));
  const named = attributeOf(
    findNamed(document, 'link', '[rel~="canonical" i][href]') ?? documentElementOf(document),
    'href',
  );
  if (named !== null && URL.canParse(named, location)) {
    const canonical = bare(new URL(named, location));
    const frontPage = canonical.pathname === '/' && canonical.search === '' && here.pathname !== '/';
    const web = canonical.protocol === 'https:' || canonical.protocol === 'http:';
    if (web && canonical.origin === here.origin && !frontPage && canonical.href.length <= longestUrl)
      return canonical.href;
  }
  if (here.href.length > longestUrl) here.search = '';
  return here.href.length > longestUrl ? `${here.origin}/` : here.href;
}

function bare(url: URL): URL {
  url.hash = '';
  url.username = '';
  url.password = '';
  return url;
}

/** BCP 47, as the page says it. */
export function pageLanguage(document: Document): string | undefined {
  const said =
    attributeOf(documentElementOf(document), 'lang') ??
    attributeOf(
      findNamed(document, 'meta', '[http-equiv="content-language" i]') ?? documentElementOf(document),
      'content',
    );
  const language = said?.trim() ?? '';
  return /^[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}$/i.test(language) ? language : undefined;
}

const dates = [
  ['meta', '[property="article:published_time" i]', 'content'],
  ['meta', '[itemprop="datePublished" i]', 'content'],
  ['meta', '[name="date" i], [name="dc.date" i], [name="citation_publication_date" i]', 'content'],
  ['meta', '[name="parsely-pub-date" i], [name="pubdate" i], [name="publish-date" i]', 'content'],
  ['time', '[itemprop~="datePublished" i]', 'datetime'],
  [null, '[itemprop~="datePublished" i][content]', 'content'],
  ['time', '[pubdate][datetime]', 'datetime'],
  ['time', 'article time[datetime]', 'datetime'],
] as const;

/** ISO 8601, a date or a point in time. */
export function publicationDate(document: Document): string | undefined {
  for (const [name, selector, attribute] of dates) {
    const element = name === null ? findIn(document, selector) : findNamed(document, name, selector);
    const said = (element === null ? null : attributeOf(element, attribute))?.trim();
    if (said === undefined || !/^\d{4}\b/.test(said)) continue;
    const time = Date.parse(said);
    if (Number.isNaN(time)) continue;
    // A bare date has no time zone to convert.
    return /^\d{4}-\d{2}-\d{2}$/.test(said) ? said : new Date(time).toISOString();
  }
  return undefined;
}
