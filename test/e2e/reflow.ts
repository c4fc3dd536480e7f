/** What of a page's layout somebody stumbles over, one sentence each, and the sizes of its icons. */
export interface Reflowed {
  readonly faults: string[];
  /** CSS pixels by the name of what the icon stands in. */
  readonly icons: Record<string, number>;
  /** Of the window's height: how much the conversation has. 1 where a dialog is open or there is none. */
  readonly conversation: number;
}

/**
 * Runs in the page: compares the boxes of all controls and words that are in sight. Nothing lies on anything else, no word is
 * broken or cut but in code and addresses, nothing has to be scrolled sideways to be read, Send is in sight.
 */
export function reflowed(): Reflowed {
  interface Box {
    readonly name: string;
    readonly element: Element;
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  }
  const faults: string[] = [];
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  const scope = dialog ?? document.body;
  const named = (element: Element): string =>
    `${element.localName}${element.className && typeof element.className === 'string' ? `.${element.className.trim().replaceAll(/\s+/g, '.')}` : ''}`;

  const clips = new Map<Element, Omit<Box, 'name' | 'element'>>();
  /** What of its inside an element lets be seen. */
  const clipOf = (element: Element | null): Omit<Box, 'name' | 'element'> => {
    if (element === null) return { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    const known = clips.get(element);
    if (known) return known;
    const { overflowX, overflowY, position, display, clipPath } = getComputedStyle(element);
    const isTop = element === dialog || position === 'fixed';
    const outer = clipOf(isTop ? null : element.parentElement);
    const box = element.getBoundingClientRect();
    const own = { ...outer };
    if (display !== 'inline' && element !== document.body && element !== document.documentElement) {
      if (overflowX !== 'visible') {
        own.left = Math.max(own.left, box.left);
        own.right = Math.min(own.right, box.right);
      }
      if (overflowY !== 'visible') {
        own.top = Math.max(own.top, box.top);
        own.bottom = Math.min(own.bottom, box.bottom);
      }
      if (clipPath !== 'none') own.right = own.left;
    }
    clips.set(element, own);
    return own;
  };
  /** What stays at an edge of what scrolls covers what is scrolled under it. */
  const feet = [
    ...scope.querySelectorAll('footer, .undo-line, .problem-actions, .transfer-actions, .confirm-actions'),
  ]
    .filter((element) => getComputedStyle(element).position === 'sticky')
    .map((element) => ({ element, box: element.getBoundingClientRect() }));
  const heads = [...scope.querySelectorAll('.problem-place')]
    .filter((element) => getComputedStyle(element).position === 'sticky')
    .map((element) => ({ element, box: element.getBoundingClientRect() }));
  const seen = (name: string, element: Element, rect: DOMRect, isWords: boolean): Box | null => {
    const clip = clipOf(isWords ? element : element.parentElement);
    const left = Math.max(rect.left, clip.left);
    const right = Math.min(rect.right, clip.right);
    const covers = ({ element: edge, box }: { element: Element; box: DOMRect }): boolean =>
      edge.parentElement?.contains(element) === true &&
      !edge.contains(element) &&
      rect.top < box.bottom &&
      rect.bottom > box.top;
    const top = Math.max(rect.top, clip.top, heads.find(covers)?.box.bottom ?? 0);
    const cover = feet.find(covers);
    const bottom = Math.min(rect.bottom, clip.bottom, cover?.box.top ?? Infinity);
    return right - left > 1 && bottom - top > 1 ? { name, element, left, right, top, bottom } : null;
  };
  const overlap = (a: Box, b: Box): boolean => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    const least = Math.min(a.bottom - a.top, b.bottom - b.top);
    // The boxes of letters are higher than their lines.
    return wide > 1.5 && high > Math.max(2, least * 0.35);
  };
  const isVisible = (element: Element): boolean =>
    element.checkVisibility({
      opacityProperty: true,
      visibilityProperty: true,
      contentVisibilityAuto: true,
    }) && element.closest('.off-screen') === null;

  /* Controls. */
  const controls = [...scope.querySelectorAll('button, input, select, textarea, a[href]')]
    .filter((element) => element.closest('dialog') === (dialog ?? null) && isVisible(element))
    .flatMap((element) =>
      [...element.getClientRects()].flatMap(
        (rect) =>
          seen(element.getAttribute('aria-label') ?? element.textContent ?? '', element, rect, false) ?? [],
      ),
    );
  /** What floats over the conversation, and what covers the words that it stands for. */
  const mayLie = (element: Element): boolean =>
    element.closest('.jump, .connection-button, [popover]') !== null;
  const apart = (a: Element, b: Element): boolean =>
    !a.contains(b) && !b.contains(a) && !mayLie(a) && !mayLie(b);
  for (const [at, one] of controls.entries())
    for (const other of controls.slice(at + 1))
      if (one.element !== other.element && apart(one.element, other.element) && overlap(one, other))
        faults.push(`"${one.name}" lies on "${other.name}"`);

  /* Words. */
  const walk = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  const words: Box[] = [];
  const range = document.createRange();
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    const element = node.parentElement;
    if (
      element === null ||
      element.closest('script, style, svg, math, .off-screen, textarea, option') !== null
    )
      continue;
    if ((element.closest('dialog') ?? undefined) !== dialog || !isVisible(element)) continue;
    if (element.closest('[popover]:not(:popover-open)') !== null) continue;
    const isCode =
      element.closest('code, pre, .preview-print, .true-host, .chip-host, .source-host') !== null;
    // A title may end in an ellipsis, whose words the tooltip or the dialog has.
    const mayEnd = (() => {
      for (let at: Element | null = element; at !== null && at !== scope; at = at.parentElement) {
        const { textOverflow, webkitLineClamp } = getComputedStyle(at);
        if (textOverflow === 'ellipsis' || webkitLineClamp !== 'none')
          return at.closest('button') === null || at.closest('[title], .chat-title, .sent-page') !== null;
      }
      return false;
    })();
    for (const { 0: word, index } of (node.textContent ?? '').matchAll(
      /[^\s\u00ad\u200b\u2014\u2026-]+-?/g,
    )) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
      const isAddress = /[./@_:\\=]\w|\w{24}/.test(word);
      const lines = new Set(rects.map(({ top }) => Math.round(top)));
      const boxes = rects.flatMap((rect) => seen(word, element, rect, true) ?? []);
      if (boxes.length === 0) continue;
      if (!isCode && !isAddress && lines.size > 1) faults.push(`"${word}" in ${named(element)} is broken`);
      const [rect] = rects;
      const clip = clipOf(element);
      const isCut = rect !== undefined && (rect.right > clip.right + 1.5 || rect.left < clip.left - 1.5);
      if (isCut && !mayEnd && element.closest('.scrolls-sideways, .math') === null)
        faults.push(`"${word}" in ${named(element)} is cut`);
      words.push(...boxes);
    }
  }
  words.sort((a, b) => a.top - b.top);
  for (const [at, one] of words.entries())
    for (let next = at + 1; next < words.length; next += 1) {
      const other = words[next];
      if (other === undefined || other.top >= one.bottom) break;
      if (apart(one.element, other.element) && overlap(one, other))
        faults.push(`the word "${one.name}" lies on "${other.name}"`);
    }
  for (const control of controls)
    for (const word of words)
      if (
        apart(control.element, word.element) &&
        overlap(control, word) &&
        word.element.closest('label') === null
      )
        faults.push(`the word "${word.name}" lies on the control "${control.name}"`);

  /* Sideways. */
  const sideways = [
    document.documentElement,
    ...document.querySelectorAll(
      'dialog[open], .panel-header, .find-bar, article, .dock, .composer, .chat, .chip, .card',
    ),
  ];
  for (const element of sideways)
    if (element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      faults.push(`${named(element)} is wider than its place`);
  for (const { element, name } of controls) {
    const { left, right } = element.getBoundingClientRect();
    if (element.closest('.scrolls-sideways') === null && (left < -1 || right > innerWidth + 1))
      faults.push(`"${name}" stands out of the window`);
  }

  /* Room. */
  const menu = document.querySelector(':popover-open')?.getBoundingClientRect();
  const edge = 4;
  if (
    menu &&
    (menu.left < edge ||
      menu.top < edge ||
      menu.right > innerWidth - edge ||
      menu.bottom > innerHeight - edge)
  )
    faults.push('the menu touches the edge of the window');
  const transcript = document.querySelector('.transcript');
  const conversation = dialog || !transcript ? 1 : transcript.clientHeight / innerHeight;
  const send = document.querySelector('.is-send');
  const box = document.querySelector('.composer-card > textarea');
  // Of a problem: what is offered first, and the way to the rest.
  const actions = document.querySelectorAll(
    [
      '.problem-words > [aria-expanded="false"]',
      '.problem-words:has(> [aria-expanded="false"]) > .problem-actions > button:first-child',
      '.trouble-words:has(> [aria-expanded="false"]) > .link-button',
    ].join(),
  );
  if (!dialog && send && box && document.querySelector(':popover-open') === null)
    for (const element of [send, box, ...actions]) {
      const { left, top, width, height, bottom } = element.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 12));
      if (bottom > innerHeight + 1 || hit === null || !element.contains(hit))
        faults.push(`${named(element)} “${element.textContent}” is out of sight`);
    }
  for (const button of dialog?.querySelectorAll(
    '.transfer-actions button, .confirm-actions button, .chats-foot button',
  ) ?? []) {
    const { left, top, width, height } = button.getBoundingClientRect();
    if (!button.contains(document.elementFromPoint(left + width / 2, top + height / 2)))
      faults.push(`"${button.textContent}" is out of sight`);
  }
  const icons: Record<string, number> = {};
  for (const icon of document.querySelectorAll('svg.lucide, svg.brand-mark')) {
    const { width } = icon.getBoundingClientRect();
    const place = icon.closest('button')?.getAttribute('aria-label') ?? named(icon.parentElement ?? icon);
    if (width > 0) icons[place] ??= width;
  }
  return { faults: [...new Set(faults)], icons, conversation };
}
