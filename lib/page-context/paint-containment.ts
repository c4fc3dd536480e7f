import { elementChildrenOf } from './dom-access.ts';

/** Whether nothing that is in a box is painted beside it, whatever its `overflow` is. */
export function containsPaint(element: Element, style: CSSStyleDeclaration): boolean {
  if (/paint|strict|content/.test(style.getPropertyValue('contain'))) return true;
  if (style.getPropertyValue('content-visibility') !== 'auto') return false;
  // While content is skipped, as it is not scrolled to, its box has another size than it will have.
  const [first] = elementChildrenOf(element);
  return (
    first !== undefined &&
    'checkVisibility' in Element.prototype &&
    Element.prototype.checkVisibility.call(first, { contentVisibilityAuto: true })
  );
}
