import { isElement, textIn } from './dom-access.ts';
import { createExtractor } from './extractor.ts';
import { withNotes } from './footnotes.ts';
import { withoutLinkAddresses } from '../shared/link-addresses.ts';
import type { PageSource, ReadText } from './page-source.ts';
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

/** Characters that a text has more than its element, for each element in it: line ends, marks, bars. Hardly any has as many. */
const mostMarks = 8;

/** The readable article. */
export const article: PageSource = {
  name: 'article',
  accepts: (page) => (page.copy()?.elements ?? Number.POSITIVE_INFINITY) <= mostElements,
  read: readArticle,
};

function readArticle(page: SeenPage): ReadText | undefined {
  const copy = page.copy();
  if (copy === undefined) return undefined;
  const { body } = copy.document;
  const text = extractedText(copy.document);
  // By its words: what is read must not depend on whether addresses stand behind them.
  const { length } = withoutLinkAddresses(text);
  if (length < shortest) return undefined;
  const main = mainPart(body);
  const mayHaveLost = main !== undefined && length < longestTextOf(main) * leastOfMain;
  const mainText = mayHaveLost ? plainText(main, new Set(main.querySelectorAll(besideMain))) : '';
  const isPoor = length < withoutLinkAddresses(mainText).length * leastOfMain;
  return { text: withNotes(isPoor ? mainText : text, page.notes()) };
}

/** Empty: none was found. */
function extractedText(copy: Document): string {
  try {
    const found = createExtractor(copy).parse();
    return found?.content && isElement(found.content) ? plainText(found.content) : '';
  } catch {
    // An extractor's bug on an odd page must not cost the user the page: all visible text is read instead.
    return '';
  }
}

/** The one part that the page calls so; undefined where there is none, or several. */
function mainPart(body: Element): Element | undefined {
  const [main, other] = body.querySelectorAll('main, [role="main"]');
  return other === undefined ? main : undefined;
}

/** More than what can be written of an element, without writing it. */
function longestTextOf(element: Element): number {
  return textIn(element).length + mostMarks * element.getElementsByTagName('*').length;
}
