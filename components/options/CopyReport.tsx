import { useEffect, useState, type ReactElement } from 'react';
import { optionsWords } from '../../lib/view/words/options-words.ts';

/** ms for which the button says that it is done. */
const tellingMs = 1_500;

/** *Copy report*. @param report markdown, as it is when pressed */
export function CopyReport({ report }: { report: () => string }): ReactElement {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), tellingMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = (): void => {
    navigator.clipboard.writeText(report()).then(
      () => setCopied(true),
      // Refused by the browser: nothing says that it was done.
      () => setCopied(false),
    );
  };
  return (
    <>
      <button type="button" className="button is-small" onClick={copy}>
        {optionsWords.copyReport}
      </button>
      <span aria-live="polite" className="stage-note">
        {isCopied ? optionsWords.copied : ''}
      </span>
    </>
  );
}
