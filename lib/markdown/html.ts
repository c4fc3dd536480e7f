import { plainInline } from './inline-tree.ts';
import { textDirection } from './text-direction.ts';
import type { Inline, MarkdownBlock, Table } from './tree.ts';

/** What of an answer other programs are given depends on more than its tree. */
export interface HtmlOptions {
  /** Reads what a leaf holds. */
  readonly inlines: (text: string, isCell: boolean) => readonly Inline[];
  /** Where a link may lead, and what stands behind its words ('': nothing); null: nowhere, and it is shown as it was written. */
  readonly link: (href: string, words: string) => { readonly href: string; readonly note: string } | null;
  /** What stands in the place of text and code outside of links. Default: itself. */
  readonly text?: ((text: string) => string) | undefined;
  /** Pictures are never carried along: what stands in the place of one. */
  readonly imageLabel: (alt: string) => string;
}

const inOneLine = { lineEnd: ' ' };

type TagName =
  | `h${3 | 4 | 5 | 6}`
  | 'p'
  | 'ul'
  | 'ol'
  | 'li'
  | 'blockquote'
  | 'pre'
  | 'code'
  | 'table'
  | 'thead'
  | 'tbody'
  | 'tr'
  | 'th'
  | 'td'
  | 'hr'
  | 'br'
  | 'a'
  | 'strong'
  | 'em'
  | 's';

type Attributes = Readonly<
  Partial<Record<'href' | 'start' | 'dir' | 'align' | 'border' | 'cellpadding' | 'cellspacing', string>>
>;

/** Made by `tag` alone: a plain string among its children is text, and is escaped. */
interface Html {
  readonly markup: string;
}

type Part = Html | string;

const isVoid: ReadonlySet<TagName> = new Set<TagName>(['hr', 'br']);

/** Deeper quotes, lists and emphasis are text: nobody's program is to fall over a copy. */
const deepest = 24;

/** Word and Outlook draw no table's lines unless it says so; in attributes, since the browser reads a copy by our own page's CSP. */
const tableLooks: Attributes = { border: '1', cellpadding: '4', cellspacing: '0' };

function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // What no page may hold, and some programs end a text at.
      .replaceAll(/[^\P{Cc}\t\n]/gu, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

function markupOf(parts: readonly Part[]): string {
  return parts.map((part) => (typeof part === 'string' ? escaped(part) : part.markup)).join('');
}

function tag(name: TagName, attributes: Attributes, children: readonly Part[]): Html {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const start = `<${name}${written.join('')}>`;
  return { markup: isVoid.has(name) ? start : `${start}${markupOf(children)}</${name}>` };
}

/** Word heeds no `dir="auto"`: the first letter with a direction says it. */
function directed(words: string): Attributes {
  return textDirection(words) === 'rtl' ? { dir: 'rtl' } : {};
}

/**
 * An answer as a fragment of HTML for other programs: elements that mean something, no class, no script, no picture, and
 * nothing that is loaded.
 */
export function toHtml(blocks: readonly MarkdownBlock[], options: HtmlOptions): string {
  return markupOf(blocks.map((block) => blockHtml(block, options, 0)));
}

/** Words that are no markdown, as a question's: a paragraph for each, lines kept. */
export function plainToHtml(text: string): string {
  const paragraphs = text.replaceAll(/\r\n?/g, '\n').split(/\n{2,}/);
  return markupOf(paragraphs.map((words) => tag('p', directed(words), lines(words))));
}

function lines(words: string): Part[] {
  return words.split('\n').flatMap((line, at) => (at === 0 ? [line] : [tag('br', {}, []), line]));
}

function blockHtml(block: MarkdownBlock, options: HtmlOptions, depth: number): Html {
  const inside = (blocks: readonly MarkdownBlock[]): Html[] =>
    depth >= deepest ? [] : blocks.map((each) => blockHtml(each, options, depth + 1));
  switch (block.type) {
    case 'paragraph':
      return tag('p', directed(block.text), leaf(block.text, options));
    case 'heading': {
      // A copy lands in documents that have titles of their own.
      const level = block.level === 1 || block.level === 2 ? 3 : block.level;
      return tag(`h${level}`, directed(block.text), leaf(block.text, options));
    }
    case 'quote':
      return tag('blockquote', {}, inside(block.blocks));
    case 'list': {
      const { start, items } = block;
      const made = items.map(({ blocks, isDone }) => {
        const [first, ...rest] = blocks;
        const mark = isDone === null ? '' : isDone ? '☑ ' : '☐ ';
        // Without a paragraph of its own, an item stays on the line of its bullet everywhere.
        if (first?.type === 'paragraph' && (block.isTight || mark !== ''))
          return tag('li', directed(first.text), [mark, ...leaf(first.text, options), ...inside(rest)]);
        return tag('li', {}, [mark, ...inside(blocks)]);
      });
      if (start === null) return tag('ul', {}, made);
      return tag('ol', start === 1 ? {} : { start: String(start) }, made);
    }
    case 'code':
      return tag('pre', { dir: 'ltr' }, [tag('code', {}, [options.text?.(block.text) ?? block.text])]);
    case 'math':
      return tag('p', { dir: 'ltr' }, [tag('code', {}, [block.tex])]);
    case 'table':
      return tableHtml(block, options);
    case 'rule':
      return tag('hr', {}, []);
    case 'rest':
      return tag('p', directed(block.text), lines(block.text));
    default:
      return block satisfies never;
  }
}

function tableHtml({ align, head, rows }: Table, options: HtmlOptions): Html {
  const row = (cells: readonly string[], name: 'th' | 'td'): Html =>
    tag(
      'tr',
      {},
      align.map((side, at) => {
        const text = cells[at] ?? '';
        return tag(
          name,
          { ...(side === null ? {} : { align: side }), ...directed(text) },
          leaf(text, options, true),
        );
      }),
    );
  const body =
    rows.length === 0
      ? []
      : [
          tag(
            'tbody',
            {},
            rows.map((cells) => row(cells, 'td')),
          ),
        ];
  return tag('table', tableLooks, [tag('thead', {}, [row(head, 'th')]), ...body]);
}

function leaf(text: string, options: HtmlOptions, isCell = false): Part[] {
  return options.inlines(text, isCell).flatMap((inline) => inlineHtml(inline, options, 0, false));
}

function inlineHtml(inline: Inline, options: HtmlOptions, depth: number, isInLink: boolean): Part[] {
  const inside = (children: readonly Inline[], isLink = isInLink): Part[] =>
    depth >= deepest
      ? [plainInline(children, inOneLine)]
      : children.flatMap((each) => inlineHtml(each, options, depth + 1, isLink));
  const shown = (text: string): string => (isInLink ? text : (options.text?.(text) ?? text));
  switch (inline.type) {
    case 'text':
      return [shown(inline.text)];
    case 'emphasis':
      return [tag('em', {}, inside(inline.children))];
    case 'strong':
      return [tag('strong', {}, inside(inline.children))];
    case 'strike':
      return [tag('s', {}, inside(inline.children))];
    case 'code':
      return [tag('code', {}, [shown(inline.text)])];
    case 'math':
      return [tag('code', {}, [inline.tex])];
    case 'break':
      return [tag('br', {}, [])];
    case 'image': {
      const label = options.imageLabel(inline.alt.trim());
      return isInLink ? [label] : linkHtml(inline.href, label, [label], label, options);
    }
    case 'link':
      // One link never stands in another.
      if (isInLink) return inside(inline.children);
      return linkHtml(
        inline.href,
        plainInline(inline.children, inOneLine),
        inside(inline.children, true),
        inline.raw,
        options,
      );
    default:
      return inline satisfies never;
  }
}

function linkHtml(href: string, words: string, shown: Part[], refused: string, options: HtmlOptions): Part[] {
  const link = options.link(href, words);
  if (link === null) return [refused];
  const note = link.note === '' ? [] : [` (${link.note})`];
  return [tag('a', { href: link.href }, shown), ...note];
}
