import { escaped } from './corpus-page.ts';
import type { Block } from './piece.ts';

type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>;

/** How a site writes what it is given. */
export interface BlockStyle {
  readonly heading: (text: string) => string;
  readonly paragraph: (text: string) => string;
  readonly code: (block: Of<'code'>) => string;
}

const lines = (block: Of<'code'>): string => block.lines.map(escaped).join('\n');

export const codeAs = {
  block: (block: Of<'code'>): string => `<pre><code class="language-x">${lines(block)}\n</code></pre>`,
  /** A flex box around code that is no `pre`. */
  flex: (block: Of<'code'>): string =>
    `<div style="display:flex"><code style="white-space:pre">${lines(block)}</code><button>Copy</button></div>`,
  /** A row for each line, numbered, as code hosts have it. */
  rows: (block: Of<'code'>): string =>
    `<table class="highlight"><tbody>${block.lines
      .map(
        (line, at) =>
          `<tr><td class="blob-num" data-line-number="${at + 1}">${at + 1}</td><td class="blob-code" style="white-space:pre;font-family:monospace">${escaped(line)}</td></tr>`,
      )
      .join('')}</tbody></table>`,
  /** Two cells, the numbers in one of them, as Pygments has it. */
  cells: (block: Of<'code'>): string =>
    `<table class="highlighttable"><tr><td class="linenos"><pre>${block.lines.map((_, at) => at + 1).join('\n')}</pre></td><td class="code"><div><pre>${lines(block)}</pre></div></td></tr></table>`,
  /** A grid with a box for each line, its number before it. */
  grid: (block: Of<'code'>): string =>
    `<pre style="display:grid"><code style="display:grid">${block.lines
      .map(
        (line, at) =>
          `<span class="line" style="display:block"><span class="ln" style="user-select:none">${at + 1}</span>${escaped(line)}</span>`,
      )
      .join('\n')}</code></pre>`,
} as const;

export const semantic: BlockStyle = {
  heading: (text) => `<h2>${escaped(text)}</h2>`,
  paragraph: (text) => `<p>${escaped(text)}</p>`,
  code: codeAs.block,
};

/** Boxes that say nothing by their names. */
export const boxes: BlockStyle = {
  heading: (text) => `<div class="t3x9" role="heading" aria-level="2">${escaped(text)}</div>`,
  paragraph: (text) => `<div class="kq2"><span>${escaped(text)}</span></div>`,
  code: codeAs.flex,
};

export function blocksHtml(blocks: readonly Block[], style: BlockStyle = semantic): string[] {
  return blocks.map((block) => blockHtml(block, style));
}

function blockHtml(block: Block, style: BlockStyle): string {
  const list = (all: readonly string[]): string => all.map((item) => `<li>${escaped(item)}</li>`).join('\n');
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join('')}</tr>`;
  switch (block.kind) {
    case 'heading':
      return style.heading(block.text);
    case 'paragraph':
      return style.paragraph(block.text);
    case 'quotation':
      return `<blockquote><p>${escaped(block.text)}</p></blockquote>`;
    case 'code':
      return style.code(block);
    case 'items':
      return `<ul>${list(block.items)}</ul>`;
    case 'steps':
      return `<ol>${list(block.items)}</ol>`;
    case 'table':
      return `<table><thead>${row(block.head, 'th')}</thead><tbody>${block.rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
    case 'terms':
      return `<dl>${block.terms.map(([term, meaning]) => `<dt>${escaped(term)}</dt><dd>${escaped(meaning)}</dd>`).join('')}</dl>`;
    default:
      return block satisfies never;
  }
}
