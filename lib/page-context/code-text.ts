import { textCharacters } from './characters.ts';
import { isElement } from './dom-access.ts';

/** Names by which highlighters call the column of line numbers. */
const gutterClass =
  /(^|[\s_-])(line-?no(s|a)?|linenos?|line-?num(ber)?s?|lnt?|gutter|blob-num|ln-numbers|ln-n|cl-gutter)([\s_-]|$)/i;
const blocks: ReadonlySet<string> = new Set(
  'div p pre li tr table tbody thead ul ol dd dt section article figure header footer'.split(' '),
);

/** Whether the element is (part of) a column of line numbers: called one, and with nothing else in it. */
export function isGutter(element: Element): boolean {
  if (!/^[\d\s.:|]*$/.test(element.textContent ?? '')) return false;
  return element.hasAttribute('data-gutter') || gutterClass.test(element.getAttribute('class') ?? '');
}

/** Whether each line of a text is a whole number, one more than the one before: line numbers. */
export function countsUp(text: string): boolean {
  const numbers = text.trim().split(/\s+/).map(Number);
  return (
    numbers.length > 1 &&
    numbers.every(
      (number, at) => Number.isInteger(number) && (at === 0 || number === (numbers[at - 1] ?? 0) + 1),
    )
  );
}

/** Code as its lines are drawn: one for each line end, and one for each box, without line numbers and buttons. */
export function codeText(root: Node): string {
  let text = '';
  let hasBegun = false;
  /** A box has ended: what follows stands on a line of its own. */
  let isBehindBox = false;

  const addBox = (box: string): void => {
    if (isBehindBox || (hasBegun && !text.endsWith('\n'))) text += '\n';
    text += box.replace(/\n$/, '');
    hasBegun = true;
    isBehindBox = true;
  };
  const addPhrase = (phrase: string): void => {
    if (phrase === '') return;
    if (isBehindBox) text += '\n';
    text += phrase;
    hasBegun = true;
    isBehindBox = false;
  };

  const hasBoxes = [...childrenOf(root)].some(isBox);
  for (const node of childrenOf(root)) {
    if (node.nodeType === 3) {
      const written = textCharacters(node.nodeValue ?? '');
      // Between lines that are boxes, line ends are only how the page was written.
      if (!hasBoxes || written.trim() !== '') addPhrase(written);
    } else if (isElement(node) && node.localName !== 'button' && !isGutter(node)) {
      if (node.localName === 'br') addPhrase('\n');
      else if (isBox(node)) addBox(codeText(node));
      else addPhrase(codeText(node));
    }
  }
  return text;
}

function* childrenOf(node: Node): Generator<Node, void, undefined> {
  for (let child = node.firstChild; child !== null; child = child.nextSibling) yield child;
}

function isBox(node: Node): boolean {
  return isElement(node) && blocks.has(node.localName);
}

/** Without empty lines around it, trailing spaces, and hard spaces. */
export function trimmedCode(code: string): string {
  const lines = code
    .replaceAll('\u00a0', ' ')
    .split('\n')
    .map((line) => line.trimEnd());
  const first = lines.findIndex((line) => line !== '');
  return first === -1 ? '' : lines.slice(first, lines.findLastIndex((line) => line !== '') + 1).join('\n');
}

/** One line that no mark of ours begins is code to everybody as it stands. */
function isPlainLine(code: string): boolean {
  return !code.includes('\n') && !/^\s*([#>|:+*-]|\d+[.)]|`{3})/.test(code);
}

/** Between marks that models know, with its language where the page says it; what `shapeCode` found to be prose, bare. */
export function fenced(pre: Element): string {
  const code = trimmedCode(codeText(pre));
  if (pre.hasAttribute('data-prose') || isPlainLine(code)) return code;
  const longest = Math.max(2, ...[...code.matchAll(/`{3,}/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${pre.getAttribute('data-language') ?? ''}\n${code}\n${fence}`;
}
