import type { TableRows } from './table-text.ts';

/** The words of a drawn table. A formula is told as TeX; of a link, not the host that we say beside it. */
export function tableCells(table: HTMLTableElement): TableRows {
  return [...table.rows].map((row) => [...row.cells].map((cell) => textOf(cell).trim()));
}

function textOf(node: Node): string {
  if (node instanceof Text) return node.data;
  if (!(node instanceof Element) || node.matches('.true-host')) return '';
  if (node.localName === 'br') return '\n';
  const tex = node.getAttribute('data-tex');
  return tex ?? [...node.childNodes].map(textOf).join('');
}
