import { createElement, memo, type ReactElement, type ReactNode } from 'react';
import type { Token, Tokens } from 'marked';
import { CodeBlock } from './CodeBlock.tsx';
import { inline } from './inline.tsx';
import { ListBlock } from './ListBlock.tsx';
import { sameToken } from './same-token.ts';
import { splitText } from './split-text.ts';
import { TableBlock } from './TableBlock.tsx';

interface BlockProps {
  token: Token;
  /** Containers around it. */
  depth: number;
}

/** A token that keeps its identity, or reads as before, is not rendered again. */
export const Block = memo(
  function Block({ token, depth }: BlockProps): ReactElement | null {
    return block(token, depth);
  },
  (before, after) => before.depth === after.depth && sameToken(before.token, after.token),
);

function block(token: Tokens.Generic, depth: number): ReactElement | null {
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'heading': {
      // The page's own titles are level 1 and 2, and answers begin anywhere: # to ### are one level, told apart by looks.
      const { depth: size } = token as Tokens.Heading;
      return createElement(
        `h${Math.max(3, size)}`,
        { className: `heading-${size}` },
        inline(token.tokens, 0),
      );
    }
    case 'paragraph':
      return <p>{inline(token.tokens, 0)}</p>;
    case 'hr':
      return <hr />;
    case 'code':
      return <CodeBlock text={(token as Tokens.Code).text} language={(token as Tokens.Code).lang ?? ''} />;
    case 'blockquote':
      return <blockquote>{blocks(token.tokens, depth + 1)}</blockquote>;
    case 'list':
      return <ListBlock list={token as Tokens.List} body={(tokens) => blocks(tokens, depth + 1)} />;
    case 'table':
      return <TableBlock table={token as Tokens.Table} />;
    case 'text':
      return <>{token.tokens ? inline(token.tokens, 0) : splitText(token.raw)}</>;
    default:
      return <p>{splitText(token.raw)}</p>;
  }
}

function blocks(tokens: readonly Token[] | undefined, depth: number): ReactNode {
  return (tokens ?? []).map((token, index) => <Block key={index} token={token} depth={depth} />);
}
