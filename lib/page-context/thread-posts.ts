import { isWithin, nesting } from './post-nesting.ts';
import { partsOfPost, type PostParts } from './post-parts.ts';
import { timeStamps, type TimeStamps } from './time-stamps.ts';

export interface Post extends PostParts {
  readonly element: Element;
  /** How many posts it stands in: an answer to one of them. */
  readonly depth: number;
}

/** Names by which pages call what people write to each other. */
const calledPost =
  /comment|repl(y|ies)|post|message|answer|question|discussion|timeline|thread|issue|topic|forum|conversation|mail|response|\bnote|feed|comtr|thing|tweet|status|chat|review|activity|journal/i;
const postTypes =
  /(Comment|Question|Answer|DiscussionForumPosting|SocialMediaPosting|Message|EmailMessage|Conversation)$/;

/** Levels between a time and the post it is of. */
const mostLevels = 14;
/** Kinds of boxes that are looked at, and that are compared with each other. */
const mostLooked = 40;
const mostKinds = 12;
/** Characters; less is a row of a table. */
const leastWritten = 15;
const sample = 40;

/** Everybody's posts in a copy, in their order: boxes of one kind, each with an author, a time and something written. */
export function threadPosts(root: Element): readonly Post[] {
  const stamps = timeStamps(root);
  if (stamps.size < 2) return [];
  const kinds = [...boxesByKind(stamps, root)]
    .filter(([, boxes]) => boxes.length > 1)
    .toSorted(([, one], [, other]) => other.length - one.length)
    .slice(0, mostLooked)
    .map(([, boxes]) => ({ boxes, isCalled: isCalledPost(boxes) }))
    .filter(({ boxes, isCalled }) => holdPosts(boxes, stamps, isCalled))
    .slice(0, mostKinds);
  const wrapping = kinds.filter((kind) => isWrapper(kind.boxes, kinds, stamps));
  const posts = new Set(kinds.filter((kind) => !wrapping.includes(kind)).flatMap(({ boxes }) => boxes));
  const opening = openingPost(root, posts, stamps);
  if (opening !== undefined) posts.add(opening);
  const ordered = inOrder(posts);
  const depthOf = nesting(
    ordered,
    wrapping.map(({ boxes }) => boxes),
  );
  return ordered.flatMap((element) => {
    const parts = partsOfPost(element, stamps, posts);
    return parts === undefined ? [] : [{ ...parts, element, depth: depthOf(element) }];
  });
}

/** The boxes around each time, by what they are called. */
function boxesByKind(stamps: TimeStamps, root: Element): ReadonlyMap<string, readonly Element[]> {
  const kinds = new Map<string, Element[]>();
  const seen = new Set<Element>();
  for (const stamp of stamps.keys()) {
    let box = stamp.parentElement;
    for (let level = 0; level < mostLevels && box !== null && box !== root && !seen.has(box); level += 1) {
      seen.add(box);
      const kind = kindOf(box);
      const boxes = kinds.get(kind);
      if (boxes === undefined) kinds.set(kind, [box]);
      else boxes.push(box);
      box = box.parentElement;
    }
  }
  return kinds;
}

/** Tag and first class, numbers aside; of a box without one, with that of the box around it. */
function kindOf(box: Element): string {
  const own = nameOf(box);
  return box.className === '' && box.parentElement !== null ? `${nameOf(box.parentElement)} ${own}` : own;
}

function nameOf(box: Element): string {
  const [first = ''] = box.className.trim().split(/\s+/, 1);
  const type = box.getAttribute('itemtype') ?? box.getAttribute('role') ?? '';
  return `${box.localName}.${first.replace(/[\d_-]+$|\d+/g, '')}:${type}`;
}

function isCalledPost(boxes: readonly Element[]): boolean {
  const [first] = boxes;
  for (
    let at: Element | null = first ?? null, level = 0;
    at !== null && level < 4;
    at = at.parentElement, level += 1
  ) {
    if (postTypes.test(at.getAttribute('itemtype') ?? '')) return true;
    if (calledPost.test(`${at.className} ${at.id}`)) return true;
  }
  return false;
}

function holdPosts(boxes: readonly Element[], stamps: TimeStamps, isCalled: boolean): boolean {
  if (boxes.length < (isCalled ? 2 : 3)) return false;
  const others = new Set(boxes);
  const looked = boxes.slice(0, sample);
  const parts = looked.flatMap((box) => {
    const found = partsOfPost(box, stamps, others);
    return found === undefined ? [] : [{ ...found, isTeaser: isTeaser(box, found) }];
  });
  const written = parts.reduce((sum, { length }) => sum + length, 0);
  if (parts.length < looked.length * 0.6 || written < leastWritten * looked.length) return false;
  // A list of articles names its authors, too; what people write to each other has no title that leads to it.
  return parts.filter((one) => one.isTeaser).length < parts.length * 0.5;
}

/** A title that leads elsewhere; not to a place on a page, nor to who wrote it, nor to when. */
function isTeaser(box: Element, { author, time }: PostParts): boolean {
  return [...box.querySelectorAll('h1 a, h2 a, h3 a, h4 a, a:has(h2, h3, h4)')].some((title) => {
    const text = title.textContent?.trim() ?? '';
    return (
      text !== '' && text !== author && !text.includes(time) && !title.getAttribute('href')?.includes('#')
    );
  });
}

/** Boxes around posts of other kinds that hold nothing written beside them. */
function isWrapper(
  boxes: readonly Element[],
  kinds: readonly { readonly boxes: readonly Element[] }[],
  stamps: TimeStamps,
): boolean {
  const own = new Set(boxes);
  const inside = kinds.flatMap((kind) =>
    kind.boxes === boxes ? [] : kind.boxes.filter((box) => isWithin(box, own)),
  );
  if (inside.length === 0) return false;
  const others = new Set([...own, ...inside]);
  const looked = boxes.slice(0, sample);
  const written = looked.filter((box) => (partsOfPost(box, stamps, others)?.length ?? 0) >= leastWritten);
  return written.length < looked.length * 0.5;
}

/** A question above its answers, an issue above its comments: called otherwise, and only one. */
function openingPost(root: Element, posts: ReadonlySet<Element>, stamps: TimeStamps): Element | undefined {
  const [first, ...following] = inOrder(posts);
  const last = following.at(-1);
  if (first === undefined || last === undefined) return undefined;
  let opening: Element | undefined;
  for (const stamp of stamps.keys()) {
    if ((stamp.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_FOLLOWING) === 0) break;
    if (isWithin(stamp, posts)) continue;
    for (let box = stamp.parentElement; box !== null && box !== root; box = box.parentElement) {
      if (box.contains(last)) break;
      if (!calledQuestion(box)) continue;
      const parts = partsOfPost(box, stamps, posts);
      if (parts !== undefined && parts.length >= leastWritten) opening ??= box;
    }
  }
  return opening;
}

function calledQuestion(box: Element): boolean {
  if (postTypes.test(box.getAttribute('itemtype') ?? '')) return true;
  return /(^|[\s_-])(question|post|op|original-?post|topic|issue|first-?post|message|submission|entry|description|ticket|thread-?starter|root)([\s_-]|$)/i.test(
    `${box.className} ${box.id}`,
  );
}

function inOrder(elements: ReadonlySet<Element>): Element[] {
  return [...elements].toSorted((one, other) =>
    (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) === 0 ? 1 : -1,
  );
}
