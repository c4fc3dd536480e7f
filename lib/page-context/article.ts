import { Readability } from '@mozilla/readability';
import { isElement } from './dom-access.ts';
import { withNotes } from './footnotes.ts';
import type { PageSource } from './page-source.ts';
import { plainText } from './plain-text.ts';
import type { SeenPage } from './seen-page.ts';

/** Readability scores every element up to four times; past this many it would hold the page up for seconds. */
const mostElements = 40_000;
/** Shorter is no article: a teaser, a cookie notice, an app of few words. There, all visible text is little enough. */
const shortest = 200;

/** An extractor that finds less of what the page itself calls its main part has lost lists and tables of it. */
const leastOfMain = 0.5;
const besideMain =
  'aside, nav, footer, [role="navigation"], [role="complementary"], [role="contentinfo"], [role="dialog"], ' +
  '[class*="comment"], [id*="comment"], [class*="related"], [class*="sidebar"]';

/** The readable article. Uses the copy up. */
export const article: PageSource = {
  name: 'article',
  accepts: (page) => (page.copy()?.elements ?? Number.POSITIVE_INFINITY) <= mostElements,
  read: readArticle,
};

function readArticle(page: SeenPage): string | undefined {
  const copy = page.copy();
  if (copy === undefined) return undefined;
  // The extractor uses the copy up.
  const main = mainText(copy.document.body);
  try {
    const found = new Readability<Node>(copy.document, {
      serializer: (node) => node,
      // Structured data is script content, and none is copied; so is all that it would be checked against.
      disableJSONLD: true,
    }).parse();
    if (!found?.content || !isElement(found.content)) return undefined;
    const text = plainText(found.content);
    if (text.length < shortest) return undefined;
    return withNotes(text.length < main.length * leastOfMain ? main : text, page.notes());
  } catch {
    // An extractor's bug on an odd page must not cost the user the page: all visible text is read instead.
    return undefined;
  }
}

/** Of the one part that the page calls so, without what stands beside it; empty where there is none. */
function mainText(body: Element): string {
  const [main, other] = body.querySelectorAll('main, [role="main"]');
  if (main === undefined || other !== undefined) return '';
  return plainText(main, new Set(main.querySelectorAll(besideMain)));
}
