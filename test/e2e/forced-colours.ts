/**
 * Runs in the page, seen with the system's few colours: what stood out by a colour or a shadow alone does not stand out.
 * Gives the focus to each control in sight, one after the other, and back to where it was.
 * @returns one sentence each
 */
export function lostInForcedColours(): string[] {
  const found: string[] = [];
  const before = document.activeElement;
  const scope = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;

  const line = document.querySelector('.connection');
  if (line !== null) {
    const dot = getComputedStyle(line, '::before') as CSSStyleDeclaration & { forcedColorAdjust: string };
    const ground = getComputedStyle(document.body).backgroundColor;
    const isFilled = ![ground, 'rgba(0, 0, 0, 0)'].includes(dot.backgroundColor);
    if (dot.forcedColorAdjust !== 'none' || (!isFilled && dot.boxShadow === 'none'))
      found.push('the dot of the connection is not to be seen');
  }
  const send = document.querySelector('.is-send');
  if (send !== null && getComputedStyle(send).borderStyle !== 'solid') found.push('Send has no outline');

  const isRinged = (element: Element): boolean => {
    for (let at: Element | null = element, depth = 0; at !== null && depth < 3; depth += 1) {
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) return true;
      at = at.parentElement;
    }
    return false;
  };
  const controls = scope.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href], summary');
  let focused = 0;
  for (const control of controls) {
    const isHere = (control.closest('dialog') ?? document.body) === scope;
    if (!isHere || !control.checkVisibility({ visibilityProperty: true })) continue;
    control.focus({ preventScroll: true });
    if (document.activeElement !== control) continue;
    focused += 1;
    if (!isRinged(control))
      found.push(
        `"${control.getAttribute('aria-label') ?? control.textContent}" does not show that it has the focus`,
      );
  }
  if (focused === 0) found.push('nothing takes the focus');
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return found;
}
