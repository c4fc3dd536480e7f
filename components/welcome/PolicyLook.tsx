import type { ReactElement } from 'react';
import type { PolicyFinding } from '../../lib/view/first-run.ts';
import { english } from '../../lib/view/words/grammar.ts';
import { firstRunWords } from '../../lib/view/words/first-run-words.ts';

const words = firstRunWords.policy;

interface PolicyLookProps {
  finding: PolicyFinding | null;
  onAsk: () => void;
}

/** For people whose organisation sets it through their browser: looks again, and says what it found. */
export function PolicyLook({ finding, onAsk }: PolicyLookProps): ReactElement {
  return (
    <div className="first-run-policy">
      <button type="button" className="button" onClick={onAsk}>
        {words.ask}
      </button>
      <p className="field-help" role="status">
        {finding !== null &&
          (finding.at === 'mistaken'
            ? words.mistaken(english.list(finding.places))
            : words.found[finding.at])}
      </p>
    </div>
  );
}
