import { Readability } from '@mozilla/readability';
import { isElement } from './dom-access.ts';
import { plainText } from './plain-text.ts';
import type { VisibleCopy } from './visible-copy.ts';

/** Readability scores every element up to four times; past this many it would hold the page up for seconds. */
const mostElements = 40_000;
/** Shorter is no article: a teaser, a cookie notice, an app of few words. There, all visible text is little enough. */
const shortest = 200;

/** The readable article, as plain text; undefined where the page has none. Uses the copy up. */
export function articleText(copy: VisibleCopy): string | undefined {
  if (copy.elements > mostElements) return undefined;
  try {
    const article = new Readability<Node>(copy.document, {
      serializer: (node) => node,
      // Structured data is script content, and none is copied; so is all that it would be checked against.
      disableJSONLD: true,
    }).parse();
    if (!article?.content || !isElement(article.content)) return undefined;
    const text = plainText(article.content);
    return text.length >= shortest ? text : undefined;
  } catch {
    // An extractor's bug on an odd page must not cost the user the page: all visible text is read instead.
    return undefined;
  }
}
