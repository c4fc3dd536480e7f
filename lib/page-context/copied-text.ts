import type { Sight } from './visibility.ts';

/** Where text goes in a copy, and the element of the page that it stands in. */
export interface OpenedElement {
  readonly into: Element;
  readonly sight: Sight;
  readonly isVerbatim: boolean;
}

/** Returns how many characters count against the limit. Line ends that the page shows become `br`. */
export function appendText(opened: OpenedElement, text: string): number {
  if (/^\s*\d{1,6}\s*$/.test(text) && isBesideLine(opened)) opened.into.setAttribute('data-gutter', '');
  if (opened.isVerbatim) {
    opened.into.append(text);
    return text.length;
  }
  const keepsLines = /[\r\n]/.test(text) && /^(pre|break-spaces)/.test(opened.sight.style.whiteSpace);
  const lines = keepsLines ? text.split(/\r\n?|\n/) : [text];
  let characters = 0;
  for (const [index, line] of lines.entries()) {
    const collapsed = line.replace(/[ \t\r\n\f]+/g, ' ');
    if (index > 0) opened.into.append(opened.into.ownerDocument.createElement('br'));
    opened.into.append(collapsed);
    characters += collapsed.length;
  }
  return characters;
}

/** A number that can't be selected, or that names the line it stands beside. */
function isBesideLine({ sight }: OpenedElement): boolean {
  return sight.style.getPropertyValue('user-select') === 'none';
}
