import { parseInline } from '../../lib/markdown/inline.ts';
import { createMarkdownReader } from '../../lib/markdown/markdown-reader.ts';
import type { Definitions, List, MarkdownBlock, Table } from '../../lib/markdown/tree.ts';
import { inlineHtml } from './inline-html.ts';

/** A text as the suites of CommonMark and GFM write it, ends of lines between blocks aside. */
export function suiteHtml(text: string): string {
  const { blocks, definitions } = createMarkdownReader().read(text, true);
  return blocksHtml(blocks, definitions, false);
}

const besideBlock = (() => {
  const tag = '</?(?:p|h[1-6]|blockquote|ul|ol|li|hr|table|thead|tbody|tr|th|td|pre)\\b';
  return { before: new RegExp(`\\n+(?=${tag}|$)`, 'g'), behind: new RegExp(`(^|${tag}[^>]*>)\\n+`, 'g') };
})();

/** Two results that say the same are the same text: no line's end beside a tag of a block. */
export function sameHtml(html: string): string {
  return html
    .replace(/<input[^>]*>/g, (box) => (box.includes('checked') ? '☑' : '☐'))
    .split(/(<pre>[^]*?<\/pre>)/)
    .map((part) =>
      part.startsWith('<pre>')
        ? part
        : part.replace(besideBlock.before, '').replace(besideBlock.behind, '$1'),
    )
    .join('')
    .trim();
}

function blocksHtml(blocks: readonly MarkdownBlock[], definitions: Definitions, isTight: boolean): string {
  return blocks.map((block) => blockHtml(block, definitions, isTight)).join('');
}

function blockHtml(block: MarkdownBlock, definitions: Definitions, isTight: boolean): string {
  const words = (text: string): string => inlineHtml(parseInline(text, { definitions, isOpen: false }));
  switch (block.type) {
    case 'paragraph':
      return isTight ? words(block.text) : `<p>${words(block.text)}</p>`;
    case 'heading':
      return `<h${block.level}>${words(block.text)}</h${block.level}>`;
    case 'quote':
      return `<blockquote>${blocksHtml(block.blocks, definitions, false)}</blockquote>`;
    case 'list':
      return listHtml(block, definitions);
    case 'code': {
      const [language = ''] = block.info.split(/\s/, 1);
      const name = language === '' ? '' : ` class="language-${escapedHtml(language)}"`;
      return `<pre><code${name}>${escapedHtml(block.text)}</code></pre>`;
    }
    case 'math':
      return `<math display>${escapedHtml(block.tex)}</math>`;
    case 'table':
      return tableHtml(block, definitions);
    case 'rule':
      return '<hr />';
    case 'rest':
      return `<rest>${escapedHtml(block.text)}</rest>`;
  }
}

function listHtml({ start, items, isTight }: List, definitions: Definitions): string {
  const made = items.map(({ blocks, isDone }) => {
    const box = isDone === null ? '' : isDone ? '☑ ' : '☐ ';
    const inside = blocksHtml(blocks, definitions, isTight);
    return `<li>${inside.replace(/^(?:<p>)?/, (tag) => tag + box)}</li>`;
  });
  const tag = start === null ? 'ul' : 'ol';
  return `<${tag}${start === null || start === 1 ? '' : ` start="${start}"`}>${made.join('')}</${tag}>`;
}

function tableHtml({ align, head, rows }: Table, definitions: Definitions): string {
  const row = (cells: readonly string[], tag: string): string => {
    const made = cells.map((cell, at) => {
      const side = align[at] === null ? '' : ` align="${align[at]}"`;
      return `<${tag}${side}>${inlineHtml(parseInline(cell, { definitions, isOpen: false, isCell: true }))}</${tag}>`;
    });
    return `<tr>${made.join('')}</tr>`;
  };
  const body = rows.length === 0 ? '' : `<tbody>${rows.map((cells) => row(cells, 'td')).join('')}</tbody>`;
  return `<table><thead>${row(head, 'th')}</thead>${body}</table>`;
}

const escapedHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
