import { focusComposer } from '../composer/focus-composer.ts';

/** In a list, what took its place or stood before it. */
const neighbours = 'li, article';
const stops = 'button, a[href], input, textarea, select, [tabindex="0"]';

/**
 * Whatever goes away with the focus in it leaves that to its neighbour in a list or in the conversation, else to the
 * composer, and in a dialog to what that begins with: without it the keyboard would be at nothing. Returns what ends it.
 */
export function handOnFocus(): () => void {
  let held: Element | null = document.activeElement;

  const take = ({ target }: FocusEvent): void => {
    if (target instanceof Element) held = target;
  };
  /** Pressed beside everything, nothing has the focus because a person wants it so. */
  const leave = ({ target, relatedTarget }: FocusEvent): void => {
    if (!(target instanceof HTMLElement) || relatedTarget !== null) return;
    queueMicrotask(() => {
      if (held !== target || document.activeElement !== document.body) return;
      // What was taken away is told of with what stood beside it.
      if (!target.isConnected) return;
      if (isUsable(target)) held = null;
      else handOn([]);
    });
  };
  const handOn = (records: readonly MutationRecord[]): void => {
    if (held === null || document.activeElement !== document.body) return;
    if (held.isConnected && isUsable(held)) return;
    const lost = held;
    const gone = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(lost)));
    const next =
      inDialog() ??
      (gone && (beside(gone, 'nextSibling', records) ?? beside(gone, 'previousSibling', records)));
    if (next) next.focus();
    else focusComposer();
  };

  const observer = new MutationObserver(handOn);
  observer.observe(document.body, { childList: true, subtree: true });
  addEventListener('focusin', take);
  addEventListener('focusout', leave);
  return () => {
    observer.disconnect();
    removeEventListener('focusin', take);
    removeEventListener('focusout', leave);
  };
}

function isUsable(element: Element): boolean {
  return !element.matches(':disabled') && (element as Partial<Element>).checkVisibility?.() !== false;
}

type Side = 'nextSibling' | 'previousSibling';

function beside(gone: MutationRecord, side: Side, records: readonly MutationRecord[]): HTMLElement | null {
  for (let at = gone[side]; at !== null; at = nextTo(at, side, records)) {
    if (!(at instanceof HTMLElement) || !at.isConnected || !at.matches(neighbours)) continue;
    return at.localName === 'article' ? at : at.querySelector<HTMLElement>(stops);
  }
  return null;
}

/** Of what has gone as well, what stood beside it then. */
function nextTo(node: Node, side: Side, records: readonly MutationRecord[]): Node | null {
  if (node.isConnected) return node[side];
  return records.find(({ removedNodes }) => [...removedNodes].includes(node))?.[side] ?? null;
}

function inDialog(): HTMLElement | null {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  return dialog?.querySelector<HTMLElement>('input, textarea') ?? dialog?.querySelector('button') ?? null;
}
