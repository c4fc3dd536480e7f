import { codeText, countsUp, isGutter, trimmedCode } from './code-text.ts';
import { isElement } from './dom-access.ts';

/**
 * Makes every block of code in a copy one `pre` that holds nothing but its text. Pages draw one as a table of a row for
 * each line, as boxes in a row, with the line numbers beside or between; an extractor that comes afterwards would take
 * some of that for layout, and drops the names of classes.
 */
export function shapeCode(root: Element): void {
  const rows = new Map<Element, Element>();
  for (const pre of root.querySelectorAll('pre')) {
    if (pre.parentElement?.closest('pre')) continue;
    rows.set(rowAround(pre, root), pre);
  }
  const done = new Set<Element>();
  for (const [row, pre] of rows) {
    if (done.has(row) || !root.contains(row)) continue;
    const { run, numbers } = runFrom(row, rows);
    for (const number of numbers) number.remove();
    for (const one of run) done.add(one);
    const language = languageOf(pre);
    const code = run.map((one) => codeText(rows.get(one) ?? one).replace(/\n$/, '')).join('\n');
    replaceBy(run, pre, trimmedCode(code), language);
  }
}

/** Nodes in a row of code: a number or two, the code, what stands between. Looking at more would take a page's time. */
const mostBeside = 60;

/** The largest element around the code that holds nothing else but line numbers. */
function rowAround(pre: Element, root: Element): Element {
  let row: Element = pre;
  for (let parent = pre.parentElement; parent !== null && parent !== root; parent = parent.parentElement) {
    if (/^(li|dd|blockquote)$/.test(parent.localName) || parent.childNodes.length > mostBeside) break;
    if (![...parent.childNodes].every((node) => node === row || isBeside(node, pre))) break;
    row = parent;
  }
  return row;
}

/** Nothing, or numbers of lines. */
function isBeside(node: Node, pre: Element): boolean {
  const text = node.textContent?.trim() ?? '';
  if (text === '') return true;
  if (!isElement(node) || !/^\d[\d\s]*$/.test(text)) return false;
  if (isGutter(node) || node.querySelector('[data-gutter]') !== null) return true;
  const lines = linesIn(pre);
  if (lines === 1) return isNumberedInTurn(node, Number(text));
  return countsUp(text) && Math.abs(text.split(/\s+/).length - lines) < 2;
}

function linesIn(pre: Element): number {
  return trimmedCode(codeText(pre)).split('\n').length;
}

/** A number alone beside a line: it is one of a line where the line above, or below, has the one before, or after. */
function isNumberedInTurn(cell: Element, number: number): boolean {
  const row = cell.parentElement;
  const numberOf = (other: Element | null | undefined): number =>
    Number(other?.children[[...(row?.children ?? [])].indexOf(cell)]?.textContent ?? Number.NaN);
  if (row?.closest('table')?.querySelector('tr')?.querySelector('th')) return false;
  return (
    numberOf(row?.previousElementSibling) === number - 1 || numberOf(row?.nextElementSibling) === number + 1
  );
}

/** The rows of one line each that follow each other from here, with nothing between them but their numbers. */
function runFrom(row: Element, rows: ReadonlyMap<Element, Element>): { run: Element[]; numbers: Element[] } {
  const isLine = (one: Element): boolean => !rows.get(one)?.textContent?.trim().includes('\n');
  const isNumber = (one: Element | null): one is Element =>
    one !== null && one.textContent?.trim() !== '' && isGutter(one);
  const all = [row];
  if (!isLine(row)) return { run: all, numbers: [] };
  const numbers = [row.previousElementSibling].filter(isNumber);
  for (let next = row.nextSibling; next !== null; next = next.nextSibling) {
    if (next.nodeType === 3 && next.nodeValue?.trim() === '') continue;
    if (!isElement(next)) break;
    if (isNumber(next) && !rows.has(next)) {
      numbers.push(next);
      continue;
    }
    if (next.localName !== row.localName || !isLine(next)) break;
    // An empty row is an empty line, if another one follows.
    if (!rows.has(next) && next.textContent?.trim().replace(/^\d+$/, '') !== '') break;
    all.push(next);
  }
  return { run: all.slice(0, all.findLastIndex((one) => rows.has(one)) + 1), numbers };
}

function replaceBy(run: readonly Element[], pre: Element, code: string, language: string | undefined): void {
  const [first] = run;
  if (first === undefined) return;
  const whole = pre.ownerDocument.createElement('pre');
  whole.textContent = code;
  if (language !== undefined) whole.setAttribute('data-language', language);
  if (run.length === 1 && pre.hasAttribute('data-prose')) whole.setAttribute('data-prose', '');
  for (const other of run.slice(1)) other.remove();
  const parent = first.parentElement;
  // A table whose every row was a line is no table any more.
  const table = first.localName === 'tr' ? first.closest('table') : null;
  if (table !== null && table.querySelectorAll('tr').length === 1) table.replaceWith(whole);
  else if (parent !== null && /^(tr|t(head|body|foot))$/.test(parent.localName)) {
    const cell = pre.ownerDocument.createElement('td');
    cell.append(whole);
    first.replaceChildren(cell);
  } else first.replaceWith(whole);
}

const languageClass = /(?:^|\s)(?:language|lang|highlight-source|brush:?\s*)-?([\w+#.]{1,20})(?=\s|$)/i;

/** As highlighters name it in a class, of the code or of the two boxes around it. */
function languageOf(pre: Element): string | undefined {
  const around = [pre.querySelector('code'), pre, pre.parentElement, pre.parentElement?.parentElement];
  for (const element of around) {
    const language = languageClass.exec(element?.getAttribute('class') ?? '')?.[1]?.toLowerCase();
    if (language !== undefined && !/^(none|plain|plaintext|text)$/.test(language)) return language;
  }
  return undefined;
}
