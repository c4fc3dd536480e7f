/** What somebody has written, before any page is made of it. Its texts are plain: pages escape them. */
export interface Piece {
  readonly name: string;
  /** BCP 47. */
  readonly language: string;
  readonly direction?: 'rtl';
  readonly title: string;
  readonly author: string;
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading' | 'paragraph' | 'quotation'; readonly text: string }
  | { readonly kind: 'code'; readonly lines: readonly string[] }
  | { readonly kind: 'items' | 'steps'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'terms'; readonly terms: readonly (readonly [term: string, meaning: string])[] };

export const h = (text: string): Block => ({ kind: 'heading', text });
export const p = (text: string): Block => ({ kind: 'paragraph', text });
export const quotation = (text: string): Block => ({ kind: 'quotation', text });
export const code = (...lines: string[]): Block => ({ kind: 'code', lines });
export const items = (...all: string[]): Block => ({ kind: 'items', items: all });
export const steps = (...all: string[]): Block => ({ kind: 'steps', items: all });
export const table = (head: string[], ...rows: string[][]): Block => ({ kind: 'table', head, rows });
export const terms = (...all: [string, string][]): Block => ({ kind: 'terms', terms: all });

/** What a person who reads the piece aloud says: the truth that readers of its pages are judged by. */
export function spoken({ title, blocks }: Pick<Piece, 'title' | 'blocks'>): string {
  return [title, ...blocks.map(spokenBlock)].join('\n');
}

function spokenBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'quotation':
      return block.text;
    case 'code':
      return block.lines.join('\n');
    case 'items':
      return block.items.join('\n');
    case 'steps':
      return block.items.map((item, at) => `${at + 1}. ${item}`).join('\n');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.join(' ')).join('\n');
    case 'terms':
      return block.terms.map(([term, meaning]) => `${term} ${meaning}`).join('\n');
    default:
      return block satisfies never;
  }
}
