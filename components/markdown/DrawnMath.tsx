import { use, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { noSideWorker } from '../../lib/shared/side-worker.ts';
import { CurrentPanel } from '../../lib/view/use-panel.ts';
import { richWords } from '../../lib/view/words/rich-words.ts';
import { mathElements } from './math-elements.ts';
import { typesetterOf } from './typesetter.ts';

interface DrawnMathProps {
  tex: string;
  isDisplay: boolean;
  /** What is shown until it is drawn, and where it isn't. */
  written: ReactElement;
}

/** Characters of a formula that may be wider than the narrowest panel: it scrolls then, and the keyboard reaches it. */
const wideFrom = 18;
/** Elements and texts in all formulas of an answer: beyond it, formulas stay as they are written. */
const mostNodes = 10_000;

/** By answer, what its formulas have come to. */
const drawnNodes = new WeakMap<Element, number>();

export function DrawnMath({ tex, isDisplay, written }: DrawnMathProps): ReactElement {
  const typesetter = typesetterOf(use(CurrentPanel)?.startTypesetter ?? noSideWorker);
  const [, setRead] = useState('');
  const known = typesetter.known(tex, isDisplay);
  const place = useRef<HTMLSpanElement>(null);
  const [fits, setFits] = useState(false);
  const drawn = useMemo(() => (known ? mathElements(known) : null), [known]);

  useEffect(() => {
    if (known !== undefined) return;
    let isGone = false;
    void typesetter.read(tex, isDisplay).then(() => {
      if (!isGone) setRead(`${isDisplay} ${tex}`);
    });
    return () => {
      isGone = true;
    };
  }, [typesetter, known, tex, isDisplay]);

  const nodes = drawn?.nodes ?? 0;
  useLayoutEffect(() => {
    const answer = place.current?.closest('.markdown') ?? document.body;
    const others = drawnNodes.get(answer) ?? 0;
    if (nodes === 0 || others + nodes > mostNodes) return;
    drawnNodes.set(answer, others + nodes);
    setFits(true);
    return () => {
      drawnNodes.set(answer, (drawnNodes.get(answer) ?? nodes) - nodes);
      setFits(false);
    };
  }, [nodes]);

  const isWide = drawn !== null && drawn.letters >= wideFrom;
  const scrolls = isWide && fits && { tabIndex: 0, role: 'group', 'aria-label': richWords.formula };
  return (
    <span
      ref={place}
      className={['math', isDisplay && 'is-display', isWide && 'is-wide'].filter(Boolean).join(' ')}
      dir="ltr"
      data-tex={tex}
      {...scrolls}
    >
      {fits && drawn ? drawn.element : written}
    </span>
  );
}
