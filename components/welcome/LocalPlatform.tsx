import type { ReactElement } from 'react';
import { firstRunWords } from '../../lib/view/words/first-run-words.ts';
import { CopyButton } from '../common/CopyButton.tsx';

const words = firstRunWords.local;

/** A platform on this computer, to see what all this is. */
export function LocalPlatform({ onUse }: { onUse: () => void }): ReactElement {
  return (
    <details className="first-run-local">
      <summary>{words.title}</summary>
      <div>
        <p className="field-help">{words.body}</p>
        <p className="first-run-command">
          <code dir="ltr">{words.command}</code>
          <CopyButton label={words.copy} text={() => words.command} />
        </p>
        <p className="field-help">{words.next}</p>
        <button type="button" className="button is-small" onClick={onUse}>
          {words.preset}
        </button>
      </div>
    </details>
  );
}
