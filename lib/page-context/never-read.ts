import { attributeOf, isBare, localNameOf, namespaceOf } from './dom-access.ts';

/** What a person types, chose or would have to type; and what is not text of this page. */
const elements: ReadonlySet<string> = new Set(
  (
    'input textarea select option optgroup datalist output progress meter script style noscript ' +
    'template link meta title head noframes object embed portal fencedframe ' +
    'svg canvas img picture video audio map area rp'
  ).split(' '),
);

/** Widgets built from plain elements that hold what the user typed or chose, as form controls do. */
const roles: ReadonlySet<string> = new Set(
  'textbox searchbox combobox spinbutton listbox option slider'.split(' '),
);

/** Whether the element and all inside it stay unread, seen or not. */
export function neverRead(element: Element): boolean {
  const name = localNameOf(element).toLowerCase();
  if (elements.has(name) || namespaceOf(element) === 'http://www.w3.org/2000/svg') return true;
  if (isBare(element)) return false;
  const editable = attributeOf(element, 'contenteditable');
  if (editable !== null && editable.toLowerCase() !== 'false') return true;
  const role = attributeOf(element, 'role')?.trim().toLowerCase().split(/\s+/)[0];
  if (role !== undefined && roles.has(role)) return true;
  const completed = attributeOf(element, 'autocomplete');
  return completed !== null && /\bcc-/i.test(completed);
}
