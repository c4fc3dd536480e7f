import { isElement, isText } from './dom-access.ts';
import type { TimeStamps } from './time-stamps.ts';

/** Where the parts of a post stand. */
export interface PostParts {
  readonly author: string;
  readonly time: string;
  /** What else stands on their line, as a rating; mostly nothing. */
  readonly aside: string;
  /** What is no part of what was written: author and time with their line, buttons, other posts. */
  readonly left: ReadonlySet<Node>;
  /** Characters that were written. */
  readonly length: number;
}

const longestName = 60;
/** Characters between a time and the beginning or end of its post: names, ranks, titles. */
const edge = 300;
/** Of a line of author, time and what stands between. */
const longestHeader = 240;

const calledAuthor =
  /(^|[-_\s])(author|user|user-?name|nick(-?name)?|poster|posted-?by|sender|from|handle|display-?name|fn|member|member-?name|hnuser|screen-?name|owner|commenter|creator|login|persona?)([-_\s]|$)/i;
const profile =
  /\/(users?|u|profiles?|people|members?|authors?|person)([/=?-]|$)|\/[@~][\w.-]+\/?$|[?&](u|user|uid|author)=|^mailto:|(member|profile)\.php/i;
/** Words between a name and a time. */
const verbs =
  /^(commented|submitted|said|says|wrote|posted|replied|asked|answered|opened|edited|created|reported|added|schrieb|a écrit|escribió|on|by|at|to|in|from|von|par|re|op|author|member|admin|moderator|reply|report|quote|share|like|#?\d+|[^\p{L}\p{N}]+)[\s:·•,]*$/iu;

/** Undefined: nobody is named, or no time is told, or nothing is written. */
export function partsOfPost(
  post: Element,
  stamps: TimeStamps,
  others: ReadonlySet<Element>,
): PostParts | undefined {
  const { own, left } = partsIn(post, others);
  const stamp = own.find((element) => element !== post && stamps.has(element) && isAtEdge(element, post));
  if (stamp === undefined) return undefined;
  const time = stamps.get(stamp) ?? '';
  // A name may stand within the line that tells the time.
  const isTime = (element: Element): boolean => stamp.contains(element) && textOf(element).includes(time);
  const isName = (element: Element): boolean =>
    !element.contains(stamp) && !isTime(element) && isNameText(textOf(element));
  const author =
    own.find(
      (element) => /author|creator/i.test(element.getAttribute('itemprop') ?? '') && isName(element),
    ) ??
    own.find((element) => calledAuthor.test(element.getAttribute('class') ?? '') && isName(element)) ??
    own.find((element) => profile.test(element.getAttribute('href') ?? '') && isName(element)) ??
    nearestName(stamp, post, others);
  if (author === undefined) return undefined;

  const within = [...author.querySelectorAll('[itemprop~="name"], a')];
  const name = within.find((element) => isNameText(textOf(element))) ?? author;
  for (const element of own) if (element !== post && isAction(element)) left.add(element);
  const header = headerOf(post, author, stamp, left);
  const aside = header.length === 1 ? asideIn(header, author, time, left) : '';
  for (const part of header) left.add(part);
  const length = lengthWithout(post, left);
  return length === 0 ? undefined : { author: nameIn(textOf(name)), time, aside, left, length };
}

const actions =
  /^(reply|permalink|perma-?link|link|share|report|save|quote|edit|delete|flag|hide|parent|next|prev|root|context|embed|follow|like|upvote|downvote|award|more|copy link|antworten|zitieren|melden|teilen|bearbeiten|gefällt mir|répondre|partager|signaler|citer|responder|citar|compartir|denunciar|回复|举报|返信|引用)$/i;

/** A button, or a link that is one. */
function isAction(element: Element): boolean {
  if (element.localName === 'button' || element.getAttribute('role') === 'button') return true;
  return (element.localName === 'a' || element.localName === 'li') && actions.test(textOf(element));
}

const textOf = (element: Element): string => (element.textContent ?? '').replace(/\s+/g, ' ').trim();

function isNameText(text: string): boolean {
  return text.length <= longestName && /[\p{L}\d]/u.test(text) && !verbs.test(text);
}

function nameIn(text: string): string {
  return text
    .replace(/^(by|von|par|por|from)[:\s]+/i, '')
    .replace(/\s*[»:·•,|-]+$/, '')
    .trim();
}

/** The time of a post stands above or below what was written; not in its midst, nor in a table of it. */
function isAtEdge(stamp: Element, post: Element): boolean {
  const table = stamp.closest('table');
  if (table !== null && post.contains(table) && table.querySelector('th') !== null) return false;
  const range = post.ownerDocument.createRange();
  range.setStart(post, 0);
  range.setEndBefore(stamp);
  if (range.toString().trim().length <= edge) return true;
  range.setStartAfter(stamp);
  range.setEnd(post, post.childNodes.length);
  return range.toString().trim().length <= edge;
}

/** The post's own elements, in their order, and the roots of other posts in it. */
function partsIn(post: Element, others: ReadonlySet<Element>): { own: Element[]; left: Set<Node> } {
  const own: Element[] = [];
  const left = new Set<Node>();
  const walk = (element: Element): void => {
    own.push(element);
    for (let child = element.firstElementChild; child !== null; child = child.nextElementSibling) {
      if (others.has(child)) left.add(child);
      else walk(child);
    }
  };
  walk(post);
  return { own, left };
}

/** The first short text in the smallest box around the time that has one. */
function nearestName(stamp: Element, post: Element, others: ReadonlySet<Element>): Element | undefined {
  for (let box = stamp.parentElement; box !== null; box = box.parentElement) {
    const texts = post.ownerDocument.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    for (let seen = 0; seen < 12 && texts.nextNode() !== null; seen += 1) {
      const node = texts.currentNode;
      const holder = node.parentElement;
      if (!isText(node) || holder === null || stamp.contains(holder) || others.has(holder)) continue;
      if (holder.contains(stamp) || node.data.trim() === '') continue;
      if (/[.!?。]$/.test(node.data.trim()) || textOf(holder) !== node.data.replace(/\s+/g, ' ').trim())
        continue;
      if (isNameText(node.data.trim()) && /\p{L}/u.test(node.data)) return holder;
    }
    if (box === post) return undefined;
  }
  return undefined;
}

/** The line of author and time where it is one, else both by themselves, with what stands beside them in their boxes. */
function headerOf(post: Element, author: Element, stamp: Element, left: ReadonlySet<Node>): readonly Node[] {
  let line: Element = author;
  while (line !== post && !line.contains(stamp)) line = line.parentElement ?? post;
  const isLine = line !== post && lengthWithout(line, left) <= longestHeader && !hasWriting(line);
  if (isLine) return [line];
  return [author, stamp].map((part) => {
    let box = part;
    while (box.parentElement !== null && box.parentElement !== line) {
      const { parentElement: around } = box;
      if (lengthWithout(around, left) > longestHeader || hasWriting(around)) break;
      box = around;
    }
    return box;
  });
}

const longestAside = 80;

function asideIn(header: readonly Node[], author: Element, time: string, left: ReadonlySet<Node>): string {
  const said: string[] = [];
  const walk = (node: Node): void => {
    if (node === author || left.has(node)) return;
    const text = (node.nodeValue ?? '').replace(/\s+/g, ' ').trim();
    const isSaid = isText(node) && text !== '' && !text.includes(time) && !verbs.test(text);
    if (isSaid && !actions.test(text)) said.push(text);
    for (let child = node.firstChild; child !== null; child = child.nextSibling) walk(child);
  };
  for (const part of header) walk(part);
  const aside = said.join(' ').replace(/^[^\p{L}\p{N}★☆]+|[^\p{L}\p{N}★☆)]+$/gu, '');
  return aside.length <= longestAside ? aside : '';
}

function hasWriting(element: Element): boolean {
  return (
    element.querySelector(
      'p, pre, blockquote, ul, ol, table, [class*="body"], [class*="content"], [class*="text"]',
    ) !== null
  );
}

function lengthWithout(root: Node, left: ReadonlySet<Node>): number {
  let length = 0;
  for (let child = root.firstChild; child !== null; child = child.nextSibling) {
    if (left.has(child)) continue;
    length += isElement(child) ? lengthWithout(child, left) : (child.nodeValue?.trim().length ?? 0);
  }
  return length;
}
