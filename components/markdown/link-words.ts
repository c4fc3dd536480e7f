import type { Token, Tokens } from 'marked';
import { words } from '../../lib/view/words/panel-words.ts';
import { withEntities } from './entities.ts';

/** What a link's tokens read as once they are drawn. */
export function linkWords(tokens: readonly Token[] | undefined): string {
  return (tokens ?? []).map((token) => wordsOf(token as Tokens.Generic)).join('');
}

function wordsOf(token: Tokens.Generic): string {
  if (token.type === 'image') return words.markdown.image(withEntities((token as Tokens.Image).text).trim());
  if (token.tokens) return linkWords(token.tokens);
  if (token.type === 'br') return ' ';
  const { text = token.raw } = token as { text?: string; raw: string };
  return token.type === 'text' ? withEntities(text) : text;
}
