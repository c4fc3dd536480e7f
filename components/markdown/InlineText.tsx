import { createContext, memo, use, useMemo, type ReactNode } from 'react';
import { parseInline } from '../../lib/markdown/inline.ts';
import type { Definitions, Inline } from '../../lib/markdown/tree.ts';
import { CitedText, CodeText } from './CitedText.tsx';
import { drawnWords } from './drawn-words.ts';
import { MathText } from './MathText.tsx';
import { ImageLink, SafeLink } from './SafeLink.tsx';

const nothing: Definitions = new Map();

/** What names of links in an answer stand for. */
export const CurrentDefinitions = createContext(nothing);

/** Draws inlines that a blockquote, or any other block, is made of. @param drawn draws a stretch of them */
export type DrawQuoted = (
  inlines: readonly Inline[],
  drawn: (stretch: readonly Inline[]) => ReactNode,
  isQuote: boolean,
) => ReactNode;

/** Adds to what quotes an attached page the way to its place there. Null: there is none, or it isn't loaded. */
export const CurrentQuoted = createContext<DrawQuoted | null>(null);

/** Within a blockquote. */
export const WithinQuote = createContext(false);

interface InlineTextProps {
  /** Inline markdown. */
  text: string;
  /** Its end is still being written. */
  isOpen: boolean;
  /** Of a table. */
  isCell?: boolean;
}

/** Read again only where it is another text, or where it may name a link and what names stand for has changed. */
export const InlineText = memo(function InlineText({ text, isOpen, isCell = false }: InlineTextProps) {
  const current = use(CurrentDefinitions);
  const definitions = text.includes('[') ? current : nothing;
  const quoted = use(CurrentQuoted);
  const isQuote = use(WithinQuote);
  return useMemo(() => {
    const inlines = parseInline(text, { definitions, isOpen, isCell });
    return quoted === null ? drawn(inlines) : quoted(inlines, drawn, isQuote);
  }, [text, definitions, isOpen, isCell, quoted, isQuote]);
});

function drawn(inlines: readonly Inline[]): ReactNode {
  return inlines.map(drawnInline);
}

function drawnInline(inline: Inline, key: number): ReactNode {
  switch (inline.type) {
    case 'text':
      return <CitedText key={key} text={inline.text} />;
    case 'emphasis':
      return <em key={key}>{drawn(inline.children)}</em>;
    case 'strong':
      return <strong key={key}>{drawn(inline.children)}</strong>;
    case 'strike':
      return <del key={key}>{drawn(inline.children)}</del>;
    case 'code':
      // Read from the left wherever it stands, and heard by nobody who asks which way a text is read.
      return (
        <code key={key} dir="ltr">
          <CodeText text={inline.text} />
        </code>
      );
    case 'math':
      return <MathText key={key} tex={inline.tex} isDisplay={inline.isDisplay} />;
    case 'break':
      // People who write to each other end lines where they mean it: each end of a line is one.
      return <br key={key} />;
    case 'link':
      return (
        <SafeLink key={key} address={inline.href} words={drawnWords(inline.children)} raw={inline.raw}>
          {drawn(inline.children)}
        </SafeLink>
      );
    case 'image':
      return <ImageLink key={key} address={inline.href} alt={inline.alt} />;
    default:
      return inline satisfies never;
  }
}
