import { Lexer, type Links, type Token } from 'marked';
import { AnswerTokenizer } from './answer-tokenizer.ts';

/**
 * Markdown → marked's block tokens, inline tokens included. `known` holds the link definitions of the text
 * before `source`; the answer's `links` are those plus the ones in it, the first of a name winning.
 * Never throws: text that marked gives up on (a stack overflow by nesting) becomes one paragraph of plain text.
 */
export function lexBlocks(source: string, known: Links): { tokens: Token[]; links: Links } {
  try {
    const lexer = new Lexer({ gfm: true, breaks: true, tokenizer: new AnswerTokenizer() });
    Object.assign(lexer.tokens.links, known);
    const tokens = lexer.lex(source);
    return { tokens: [...tokens], links: tokens.links };
  } catch {
    // Whatever an answer holds, its reader sees it: as it came, where it can't be read as Markdown.
    const text: Token = { type: 'text', raw: source, text: source, escaped: false };
    return { tokens: [{ type: 'paragraph', raw: source, text: source, tokens: [text] }], links: known };
  }
}
