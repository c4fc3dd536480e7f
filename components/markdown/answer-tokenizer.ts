import { Tokenizer, type Tokens } from 'marked';

/** Deeper quotes and lists are shown as text: an answer of 10,000 `>` must cost no more than any other. */
const deepestContainer = 12;

/** As CommonMark, but on one line: a title that may span paragraphs could swallow what is already on screen. */
const oneLineDefinition =
  /^ {0,3}\[(?!\s*\])((?:\\.|[^[\]\\\n])+)\]: *([^<\s]\S*|<(?:\\.|[^\n<>\\])*>)(?: +("[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))? *(?:\n+|$)/;

/*
 * marked's own inline rules look ahead as far as there is text: 80 kB of `a.a.a.` cost 14 s, once per look at a growing
 * answer. These look a bounded way: an address of 2,000 characters is none, and forty spaces before a line's end are enough.
 */
const bareAddress = /^(?:https?:\/\/|www\.)[^\s<]{1,2000}/i;
/** Punctuation behind an address belongs to the sentence. */
const trailing = /[?!.,:;*_'"~&]$/;
const plainText = /^(?:`+|~+|[^])(?:(?=[\\<![`*~_])|[^]*?(?=[\\<![`*~_]| {0,40}\n|\bhttps?:\/\/|\bwww\.|$))/i;
const lineBreak = /^(?: {0,40}|\\)\n(?!\s*$)[ \t]{0,400}/;
/** Each new one means another look at all that stands already. */
const mostDefinitions = 100;

const count = (text: string, character: string): number => text.split(character).length - 1;

/** A closing bracket is part of the address only where the address has opened one. */
function withoutTrailing(address: string): string {
  let head = address;
  while (trailing.test(head) || (head.endsWith(')') && count(head, ')') > count(head, '('))) {
    head = head.slice(0, -1);
  }
  return head;
}

/**
 * marked's GFM rules, minus what an untrusted, still growing text must not have:
 * no HTML (`<div>` is a paragraph that reads "<div>"), no multi-line definitions, no bottomless nesting, no unbounded search.
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
    if (Object.keys(this.lexer.tokens.links).length >= mostDefinitions) return undefined;
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

  override url(src: string): Tokens.Link | undefined {
    const address = withoutTrailing(bareAddress.exec(src)?.[0] ?? '');
    if (!/^(?:https?:\/\/|www\.)./i.test(address)) return undefined;
    const href = /^www/i.test(address) ? `http://${address}` : address;
    const text: Tokens.Text = { type: 'text', raw: address, text: address, escaped: false };
    return { type: 'link', raw: address, text: address, href, title: null, tokens: [text] };
  }

  override inlineText(src: string): Tokens.Text | undefined {
    const raw = plainText.exec(src)?.[0];
    return raw === undefined ? undefined : { type: 'text', raw, text: raw, escaped: false };
  }

  override br(src: string): Tokens.Br | undefined {
    const raw = lineBreak.exec(src)?.[0];
    return raw === undefined ? undefined : { type: 'br', raw };
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
