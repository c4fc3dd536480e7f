import type { KeptAnchor, KeptCaret, KeptFocus } from '../../lib/view/kept-place.ts';
import { composerId } from '../composer/focus-composer.ts';

/** px from its end, as in use-follow.ts. */
const nearEnd = 32;

type AnchorInPage = Omit<KeptAnchor, 'ordinal'>;

const focusable = ['a[href]', 'button', 'input', 'select', 'textarea', '[tabindex]'].join();

const box = (): HTMLTextAreaElement | null => document.querySelector(`#${composerId}`);
const view = (): HTMLElement | null => document.querySelector('.transcript');
const articles = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('article[data-message]')];

export function articleOf(messageId: string): HTMLElement | null {
  return articles().find((article) => article.dataset['message'] === messageId) ?? null;
}

export function caretNow(): KeptCaret | null {
  const area = box();
  if (area === null) return null;
  const { selectionStart: start, selectionEnd: end, selectionDirection, value, scrollTop: top } = area;
  return { start, end, isBackward: selectionDirection === 'backward', length: value.length, top };
}

export function placeCaret({ start, end, isBackward, length, top }: KeptCaret): void {
  const area = box();
  if (area === null || area.value.length !== length) return;
  area.setSelectionRange(start, end, isBackward ? 'backward' : 'forward');
  area.scrollTop = top;
}

function isBelow(top: number): (element: Element) => boolean {
  return (element) => element.getBoundingClientRect().bottom > top + 1;
}

/** The id of the first message that is in view, if only with its end. */
export function messageInView(): string | undefined {
  return articles().find(isBelow(view()?.getBoundingClientRect().top ?? 0))?.dataset['message'];
}

/** null: the end is in view. */
export function anchorNow(): AnchorInPage | null {
  const scroller = view();
  if (scroller === null) return null;
  if (scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= nearEnd) return null;
  const { top } = scroller.getBoundingClientRect();
  const isInView = isBelow(top);
  const article = articles().find(isInView);
  const messageId = article?.dataset['message'];
  if (article === undefined || messageId === undefined) return null;
  // From the outside in: what is far from view has no size worth asking for.
  const groups = [...article.querySelectorAll('.block-group')];
  const group = groups.findIndex(isInView);
  const blocks = [...(groups[group]?.children ?? [])];
  const index = blocks.findIndex(isInView);
  const at = blocks[index] ?? article;
  const block = index === -1 ? null : ([group, index] as const);
  return { messageId, block, offset: at.getBoundingClientRect().top - top };
}

/** True: it stood there already. */
export function placeAnchor({ messageId, block, offset }: AnchorInPage): boolean {
  const scroller = view();
  const article = articleOf(messageId);
  if (scroller === null || article === null) return false;
  const group = block === null ? undefined : article.querySelectorAll('.block-group')[block[0]];
  const at = group?.children[block?.[1] ?? 0] ?? article;
  for (const element of guessed(article, at)) element.style.contentVisibility = 'visible';
  const before = scroller.scrollTop;
  scroller.scrollTop += at.getBoundingClientRect().top - scroller.getBoundingClientRect().top - offset;
  return Math.abs(scroller.scrollTop - before) < 1;
}

/** What was laid out for it is left out again where it is far from view; its size is known from now on. */
export function leaveAnchor({ messageId }: AnchorInPage): void {
  const article = articleOf(messageId);
  if (article === null) return;
  for (const element of guessed(article, null)) element.style.removeProperty('content-visibility');
}

/** Of a message, what browsers give a guessed size as long as it is out of view, as far as that block; null: all of it. */
function guessed(article: HTMLElement, at: Element | null): HTMLElement[] {
  const parts = [...article.querySelectorAll<HTMLElement>('.block-group, .is-finished')];
  const isBehind = (part: Element): boolean =>
    at !== null &&
    !part.contains(at) &&
    (at.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 &&
    !at.contains(part);
  return [article, ...parts.filter((part) => !isBehind(part))];
}

/** null: in the box, nowhere, or in a dialog that is not there again. */
export function focusNow(): KeptFocus | null {
  const { activeElement: at } = document;
  if (at === null || at === document.body || at === box() || at.closest('dialog') !== null) return null;
  const article = at.closest<HTMLElement>('article[data-message]');
  const messageId = article?.dataset['message'] ?? null;
  return { messageId, index: focusablesOf(article).indexOf(at) };
}

export function placeFocus({ messageId, index }: KeptFocus): void {
  const article = messageId === null ? null : articleOf(messageId);
  if (messageId !== null && article === null) return;
  const target = index === -1 ? article : focusablesOf(article)[index];
  // The view is placed by what stood in it.
  if (target instanceof HTMLElement) target.focus({ preventScroll: true });
}

/** Of a message; null: of all that is in none. */
function focusablesOf(article: HTMLElement | null): Element[] {
  const all = [...(article ?? document).querySelectorAll(focusable)];
  return article === null ? all.filter((element) => element.closest('article[data-message]') === null) : all;
}
