import { useState, type ReactElement } from 'react';
import type { Problem } from '../../lib/shared/problem.ts';
import type { ProblemPlace } from '../../lib/view/problem-place.ts';
import { problemReport } from '../../lib/view/problem-report.ts';
import { detailWords } from '../../lib/view/words/detail-words.ts';
import { CopyButton } from './CopyButton.tsx';

/** The settings, which begin with a test of the connection there. */
const testPage = '/options.html#test';

interface ProblemDetailsProps {
  problem: Problem;
  /** Where it was met; absent on a page that says so itself. */
  place?: ProblemPlace | undefined;
  /** A test of the connection may explain it. */
  isTestable?: boolean;
}

/** What nobody reads who doesn't have to tell somebody. */
export function ProblemDetails({ problem, place, isTestable = false }: ProblemDetailsProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  // Most problems are shown as they happen; of those that an answer told, its time is known.
  const [shownAt] = useState(Date.now);
  const time = problem.at ?? shownAt;
  return (
    <>
      <button
        type="button"
        className="link-button"
        aria-expanded={isOpen}
        onClick={() => setOpen((before) => !before)}
      >
        {detailWords.details}
      </button>
      {isOpen && (
        <div className="problem-details">
          <p>{detailWords.line(problem, time, place)}</p>
          <CopyButton
            label={detailWords.copyReport}
            text={() => problemReport({ problem, time, place, browser: navigator.userAgent })}
          />
          {isTestable && (
            <a className="link-button" href={testPage} target="_blank" rel="noreferrer">
              {detailWords.test}
            </a>
          )}
        </div>
      )}
    </>
  );
}
