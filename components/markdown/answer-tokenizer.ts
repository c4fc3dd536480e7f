import { Tokenizer, type Tokens } from 'marked';

/** Deeper quotes and lists are shown as text: an answer of 10,000 `>` must cost no more than any other. */
const deepestContainer = 12;

/** As CommonMark, but on one line: a title that may span paragraphs could swallow what is already on screen. */
const oneLineDefinition =
  /^ {0,3}\[(?!\s*\])((?:\\.|[^[\]\\\n])+)\]: *([^<\s]\S*|<(?:\\.|[^\n<>\\])*>)(?: +("[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))? *(?:\n+|$)/;

/**
 * marked's GFM rules, minus what an untrusted, still growing text must not have:
 * no HTML (`<div>` is a paragraph that reads "<div>"), no multi-line definitions, no bottomless nesting.
 */
export class AnswerTokenizer extends Tokenizer {
  private depth = 0;

  override html(): undefined {
    return undefined;
  }

  override tag(): undefined {
    return undefined;
  }

  override def(src: string): Tokens.Def | undefined {
    const match = oneLineDefinition.exec(src);
    const [raw, label, address, title] = match ?? [];
    if (raw === undefined || label === undefined || address === undefined) return undefined;
    return {
      type: 'def',
      raw,
      // The normal form that marked looks references up by.
      tag: label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase().toLowerCase(),
      href: address.replace(/^<(.*)>$/, '$1').replace(/\\([!-/:-@[-`{-~])/g, '$1'),
      title: title?.slice(1, -1) ?? '',
    };
  }

  override blockquote(src: string): Tokens.Blockquote | undefined {
    return this.nested(() => super.blockquote(src));
  }

  override list(src: string): Tokens.List | undefined {
    return this.nested(() => super.list(src));
  }

  private nested<Token>(read: () => Token | undefined): Token | undefined {
    if (this.depth >= deepestContainer) return undefined;
    this.depth += 1;
    try {
      return read();
    } finally {
      this.depth -= 1;
    }
  }
}
