import type { ReactNode } from 'react';
import type { Token, Tokens } from 'marked';
import { CitedText } from './CitedText.tsx';
import { withEntities } from './entities.ts';
import { linkWords } from './link-words.ts';
import { ImageLink, SafeLink } from './SafeLink.tsx';
import { splitText } from './split-text.ts';

/** Nested emphasis beyond this is shown as written; layout of a very deep tree can overflow the browser's stack. */
const deepestInline = 16;

export function inline(tokens: readonly Token[] | undefined, depth: number): ReactNode {
  return (tokens ?? []).map((token, index) => (
    <Inline key={index} token={token as Tokens.Generic} depth={depth} />
  ));
}

function Inline({ token, depth }: { token: Tokens.Generic; depth: number }): ReactNode {
  if (depth > deepestInline) return splitText(token.raw);
  switch (token.type) {
    case 'strong':
      return <strong>{inline(token.tokens, depth + 1)}</strong>;
    case 'em':
      return <em>{inline(token.tokens, depth + 1)}</em>;
    case 'del':
      return <del>{inline(token.tokens, depth + 1)}</del>;
    case 'codespan':
      return <code>{splitText((token as Tokens.Codespan).text)}</code>;
    case 'br':
      return <br />;
    case 'link': {
      const link = token as Tokens.Link;
      return (
        <SafeLink address={withEntities(link.href)} words={linkWords(link.tokens)} raw={link.raw}>
          {inline(link.tokens, depth + 1)}
        </SafeLink>
      );
    }
    case 'image':
      return (
        <ImageLink
          address={withEntities((token as Tokens.Image).href)}
          alt={withEntities(token['text'] as string)}
        />
      );
    case 'checkbox':
      // Drawn by the list item.
      return null;
    case 'text':
      return token.tokens ? (
        inline(token.tokens, depth + 1)
      ) : (
        <CitedText text={withEntities((token as Tokens.Text).text)} />
      );
    case 'escape':
      return (token as Tokens.Escape).text;
    default:
      return splitText(token.raw);
  }
}
