import { lineOf } from './page-facts.ts';
import type { PageSource, ReadText } from './page-source.ts';
import { plainText } from './plain-text.ts';
import type { SeenPage } from './seen-page.ts';
import { threadPosts, type Post } from './thread-posts.ts';

/** What people wrote to each other: every post below a heading of who wrote it, and when. */
export const thread: PageSource = {
  name: 'thread',
  accepts: (page) => (page.copy()?.elements ?? Number.POSITIVE_INFINITY) <= mostElements,
  read: readThread,
};

/** A page of more is an app, or a log, and would be held up. */
const mostElements = 40_000;
/** Characters of running text outside of the posts: from here on, it is what the page is about. */
const longestIntroduction = 600;
/** How much more the posts may hold, so that a longer text above them is only their beginning. */
const muchMore = 4;

function readThread(page: SeenPage): ReadText | undefined {
  const root = page.copy()?.document.body;
  if (root === undefined) return undefined;
  const posts = threadPosts(root);
  if (posts.length < 2) return undefined;
  const written = posts.reduce((sum, { length }) => sum + length, 0);
  const beside = paragraphsBeside(root, posts);
  const introduction = beside.reduce((sum, paragraph) => sum + (paragraph.textContent?.length ?? 0), 0);
  const isLong = introduction >= longestIntroduction;
  if ((isLong && written < introduction * muchMore) || hasArticleBeside(root, posts, written))
    return undefined;

  const heading = headingOf(root, posts);
  const parts = [
    ...(heading === '' ? [] : [`# ${heading}`]),
    ...(isLong ? beside.map((paragraph) => plainText(paragraph)) : []),
    ...posts.map(textOfPost),
  ];
  return { text: parts.join('\n\n'), posts: posts.length };
}

function textOfPost(post: Post): string {
  const title = [post.author, lineOf(post.time), lineOf(post.aside)]
    .filter((part) => part !== '')
    .join(' · ');
  return `${'#'.repeat(Math.min(6, 2 + post.depth))} ${lineOf(title)}\n\n${plainText(post.element, post.left).replace(/\s+[–—·|]$/, '')}`;
}

function headingOf(root: Element, posts: readonly Post[]): string {
  const headings = [...root.querySelectorAll('h1')];
  const outside = headings.find((heading) => posts.every(({ element }) => !element.contains(heading)));
  return lineOf(outside?.textContent ?? '');
}

const asides =
  'aside, nav, footer, [role="complementary"], [role="contentinfo"], [role="dialog"], [class*="sidebar"], [id*="sidebar"]';
/** Characters; shorter is a caption or a hint. */
const shortest = 80;

/** Running text that is in no post. */
function paragraphsBeside(root: Element, posts: readonly Post[]): readonly Element[] {
  const elements = new Set(posts.map(({ element }) => element));
  return [...root.querySelectorAll('p')].filter(
    (paragraph) =>
      (paragraph.textContent?.trim().length ?? 0) >= shortest &&
      paragraph.closest(asides) === null &&
      !isInside(paragraph, elements),
  );
}

/**
 * What calls itself an article, and is longer than all posts, or than what a thread begins with: they are comments on it.
 * Inside of one of them, and of no other, it is what that is about: a column of a page, and no post.
 */
function hasArticleBeside(root: Element, posts: readonly Post[], written: number): boolean {
  const elements = new Set(posts.map(({ element }) => element));
  const articles = [
    ...root.querySelectorAll(
      'article, [itemprop~="articleBody"], [class*="entry-content"], [class*="article-body"]',
    ),
  ].filter((article) => posts.every(({ element }) => element === article || !article.contains(element)));
  const within = articles.filter((article) => !elements.has(article) && isInside(article, elements));
  const holders = posts.filter(({ element }) => within.some((article) => element.contains(article)));
  return articles.some((article) => {
    const length = article.textContent?.trim().length ?? 0;
    if (!isInside(article, elements)) return length >= Math.min(longestIntroduction, written);
    return (
      !elements.has(article) && holders.length === 1 && length >= Math.max(longestIntroduction, written / 2)
    );
  });
}

function isInside(element: Element, posts: ReadonlySet<Element>): boolean {
  for (let at: Element | null = element; at !== null; at = at.parentElement) if (posts.has(at)) return true;
  return false;
}
