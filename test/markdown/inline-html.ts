import type { Inline } from '../../lib/markdown/tree.ts';

/** A tree as the suites of CommonMark and GFM write it. */
export function inlineHtml(inlines: readonly Inline[]): string {
  return inlines.map(html).join('');
}

function html(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return encoded(inline.text);
    case 'code':
      return `<code>${encoded(inline.text)}</code>`;
    case 'emphasis':
      return `<em>${inlineHtml(inline.children)}</em>`;
    case 'strong':
      return `<strong>${inlineHtml(inline.children)}</strong>`;
    case 'strike':
      return `<del>${inlineHtml(inline.children)}</del>`;
    case 'math':
      return `<math${inline.isDisplay ? ' display' : ''}>${encoded(inline.tex)}</math>`;
    case 'break':
      return inline.isHard ? '<br />\n' : '\n';
    case 'link':
      return `<a href="${address(inline.href)}"${title(inline.title)}>${inlineHtml(inline.children)}</a>`;
    case 'image':
      return `<img src="${address(inline.href)}" alt="${encoded(inline.alt)}"${title(inline.title)} />`;
  }
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const encoded = (text: string): string => text.replace(/[&<>"]/g, (mark) => names[mark] ?? mark);

/** What is encoded already stays as it is. */
const address = (href: string): string => encoded(encodeURI(href).replace(/%25(?=[\da-f]{2})/gi, '%'));

const title = (text: string): string => (text === '' ? '' : ` title="${encoded(text)}"`);
