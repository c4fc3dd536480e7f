/*
 * What an answer is made of: CommonMark 0.31.2 with GFM's tables, strikethrough, task lists and bare addresses, and math.
 * HTML is text. Leaves hold their inline markdown as it is written; whoever shows one parses it then.
 */

export type MarkdownBlock =
  Paragraph | Heading | Quote | List | Code | MathBlock | Table | { readonly type: 'rule' } | Rest;

export interface Paragraph {
  readonly type: 'paragraph';
  /** Inline markdown; lines are parted by `\n`, and begin without their indent. */
  readonly text: string;
}

export interface Heading {
  readonly type: 'heading';
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  readonly text: string;
}

export interface Quote {
  readonly type: 'quote';
  readonly blocks: readonly MarkdownBlock[];
}

export interface List {
  readonly type: 'list';
  /** The number of the first item; null: bullets. */
  readonly start: number | null;
  /** Its items' paragraphs stand without a distance. */
  readonly isTight: boolean;
  readonly items: readonly ListItem[];
}

export interface ListItem {
  readonly blocks: readonly MarkdownBlock[];
  /** Of a task; null: it is none. */
  readonly isDone: boolean | null;
}

export interface Code {
  readonly type: 'code';
  readonly text: string;
  /** What stands behind the fence, references and escapes resolved; '' where nothing does. */
  readonly info: string;
}

/** `\[…\]` or `$$…$$` on lines of their own. */
export interface MathBlock {
  readonly type: 'math';
  readonly tex: string;
}

export type Alignment = 'left' | 'center' | 'right' | null;

export interface Table {
  readonly type: 'table';
  /** One for each column. */
  readonly align: readonly Alignment[];
  /** Inline markdown of each cell. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What is beyond a cap: shown as it is written, and said to be. */
export interface Rest {
  readonly type: 'rest';
  readonly text: string;
}

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'emphasis' | 'strong' | 'strike'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'math'; readonly tex: string; readonly isDisplay: boolean }
  | InlineLink
  | InlineImage
  /** A line's end: `isHard` where it was written as a break. */
  | { readonly type: 'break'; readonly isHard: boolean };

export interface InlineLink {
  readonly type: 'link';
  /** As written, references and escapes resolved; judged by whoever shows it. */
  readonly href: string;
  readonly title: string;
  readonly children: readonly Inline[];
  /** The markdown as it is written, for where the address is refused. */
  readonly raw: string;
}

export interface InlineImage {
  readonly type: 'image';
  readonly href: string;
  readonly title: string;
  /** Plain text. */
  readonly alt: string;
  readonly raw: string;
}

/** What `[name]` stands for, by normalised name; the first of a name wins. */
export type Definitions = ReadonlyMap<string, { readonly href: string; readonly title: string }>;
