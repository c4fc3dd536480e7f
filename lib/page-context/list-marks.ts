import {
  attributeOf,
  firstChildOf,
  isElement,
  localNameOf,
  nextSiblingOf,
  parentNodeOf,
} from './dom-access.ts';

export interface ListMarks {
  /** What stands before the item on the page, as `3.` or `-`. */
  of(item: Element, style: CSSStyleDeclaration): string;
}

interface Counted {
  readonly item: Element;
  readonly number: number;
}

/** Numbers the items of a document's lists as the browser does. Each list is counted once, from its beginning on. */
export function createListMarks(view: Window & typeof globalThis): ListMarks {
  const lastCounted = new WeakMap<Element, Counted>();
  const isDrawn = (element: Element): boolean => view.getComputedStyle(element).display !== 'none';

  const numberOf = (item: Element, list: Element): number => {
    const step = attributeOf(list, 'reversed') === null || localNameOf(list) !== 'ol' ? 1 : -1;
    const last = lastCounted.get(list);
    const isFurther = last !== undefined && last.item !== item && isBefore(last.item, item);
    let number = isFurther ? last.number : beginning(list, step, isDrawn) - step;
    let at: Node | null = isFurther ? nextSiblingOf(last.item) : firstChildOf(list);
    for (; at !== null; at = nextSiblingOf(at)) {
      if (!isElement(at) || localNameOf(at) !== 'li' || (at !== item && !isDrawn(at))) continue;
      number = integer(attributeOf(at, 'value')) ?? number + step;
      if (at === item) break;
    }
    lastCounted.set(list, { item, number });
    return number;
  };

  return {
    of(item, style) {
      const list = parentNodeOf(item);
      if (list === null || !isElement(list)) return '-';
      const ordered = localNameOf(list) === 'ol';
      const type = style.listStyleType || (ordered ? (attributeOf(list, 'type') ?? 'decimal') : 'disc');
      const hasMark = /list-item|^$/.test(style.display) && type !== 'none';
      // Pages that draw their numbers by themselves count them in a box before the item.
      const drawsOwn = (): boolean => /counter/.test(view.getComputedStyle(item, '::before').content);
      if (!hasMark) return ordered && drawsOwn() ? `${numberOf(item, list)}.` : '-';
      if (unnumbered.test(type)) return '-';
      return `${written(numberOf(item, list), type)}.`;
    },
  };
}

const unnumbered = /^(disc|circle|square|disclosure-(open|closed)|["'].*)$/;

function beginning(list: Element, step: 1 | -1, isDrawn: (element: Element) => boolean): number {
  const start = localNameOf(list) === 'ol' ? integer(attributeOf(list, 'start')) : undefined;
  if (start !== undefined || step === 1) return start ?? 1;
  let items = 0;
  for (let child = firstChildOf(list); child !== null; child = nextSiblingOf(child))
    if (isElement(child) && localNameOf(child) === 'li' && isDrawn(child)) items += 1;
  return items;
}

function integer(said: string | null): number | undefined {
  const number = /^\s*[+-]?\d{1,9}/.exec(said ?? '')?.[0];
  return number === undefined ? undefined : Number(number);
}

function isBefore(one: Node, other: Node): boolean {
  const following = 4;
  return (Node.prototype.compareDocumentPosition.call(one, other) & following) !== 0;
}

/** By the name of the style, or by the letter of the attribute `type`. What has no such number is counted in digits. */
function written(number: number, type: string): string {
  switch (type) {
    case 'a':
    case 'lower-alpha':
    case 'lower-latin':
      return letters(number).toLowerCase();
    case 'A':
    case 'upper-alpha':
    case 'upper-latin':
      return letters(number);
    case 'i':
    case 'lower-roman':
      return roman(number).toLowerCase();
    case 'I':
    case 'upper-roman':
      return roman(number);
    case 'decimal-leading-zero':
      return number >= 0 && number < 10 ? `0${number}` : String(number);
    default:
      return String(number);
  }
}

function letters(number: number): string {
  if (number < 1) return String(number);
  let text = '';
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}

const romanSigns = [
  ...([
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
  ] as const),
  ...([
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const),
];

function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number);
  let text = '';
  let rest = number;
  for (const [value, sign] of romanSigns) {
    text += sign.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return text;
}
