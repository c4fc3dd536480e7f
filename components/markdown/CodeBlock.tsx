import { memo, useContext, useRef, type ReactElement } from 'react';
import { words } from '../../lib/view/words/panel-words.ts';
import { CopyButton } from '../common/CopyButton.tsx';
import { CurrentMasks } from './shown-masks.ts';
import { useRich } from './use-rich.ts';

/** Lines per element: while code grows, only the last element's text changes. */
const linesPerPiece = 32;

interface CodeBlockProps {
  text: string;
  /** As it is written behind the fence. */
  language: string;
  /** Its end is still being written. */
  isOpen: boolean;
}

export function CodeBlock({ text, language, isOpen }: CodeBlockProps): ReactElement {
  const rich = useRich();
  const shown = useRef<HTMLElement>(null);
  // Each of its lines ends with one; what is copied ends with its last word.
  const masks = useContext(CurrentMasks);
  const written = text.replace(/\n$/, '');
  const code = masks?.plain(written) ?? written;
  const name = language.split(/\s/, 1)[0] ?? '';
  return (
    <figure className="code-block" dir="ltr">
      <figcaption>
        {rich ? (
          <rich.CodeTools code={code} language={name} shown={shown} isGrowing={isOpen} />
        ) : (
          <span className="code-language">{name || words.markdown.code}</span>
        )}
        <CopyButton label={words.markdown.copyCode} text={() => masks?.copied(written) ?? code} />
      </figcaption>
      <pre className="scrolls-sideways" tabIndex={0} role="group" aria-label={words.markdown.codeBlock(name)}>
        <code ref={shown}>
          {pieces(code).map((piece, index) => (
            <Lines key={index} text={piece} />
          ))}
        </code>
      </pre>
    </figure>
  );
}

const Lines = memo(function Lines({ text }: { text: string }) {
  return <span>{text}</span>;
});

function pieces(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  let lines = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) {
    lines += 1;
    if (lines % linesPerPiece !== 0) continue;
    found.push(text.slice(start, end + 1));
    start = end + 1;
  }
  found.push(text.slice(start));
  return found;
}
