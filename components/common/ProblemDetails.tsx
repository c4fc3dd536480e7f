import { useState, type ReactElement } from 'react';
import type { Problem } from '../../lib/shared/problem.ts';
import type { ProblemPlace } from '../../lib/view/problem-place.ts';
import { problemReport } from '../../lib/view/problem-report.ts';
import { detailWords } from '../../lib/view/words/detail-words.ts';
import { programsWords } from '../../lib/view/words/problem-words.ts';
import { CopyButton } from './CopyButton.tsx';
import { Readable } from './Readable.tsx';

/** The settings, which begin with a test of the connection there. */
const testPage = '/options.html#test';

interface ProblemFactsProps {
  problem: Problem;
  /** Where it was met; absent on a page that says so itself. */
  place?: ProblemPlace | undefined;
  /** A test of the connection may explain it. */
  isTestable?: boolean;
  /** Epoch ms. */
  shownAt: number;
}

interface DetailsButtonProps {
  isOpen: boolean;
  onPress: (isOpen: boolean) => void;
}

export function DetailsButton({ isOpen, onPress }: DetailsButtonProps): ReactElement {
  return (
    <button type="button" className="link-button" aria-expanded={isOpen} onClick={() => onPress(!isOpen)}>
      {detailWords.details}
    </button>
  );
}

/** What nobody reads who doesn't have to tell somebody, behind its button. */
export function ProblemDetails(props: Omit<ProblemFactsProps, 'shownAt'>): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const [shownAt] = useState(Date.now);
  return (
    <>
      <DetailsButton isOpen={isOpen} onPress={setOpen} />
      {isOpen && <ProblemFacts {...props} shownAt={shownAt} />}
    </>
  );
}

export function ProblemFacts({
  problem,
  place,
  isTestable = false,
  shownAt,
}: ProblemFactsProps): ReactElement {
  // Most problems are shown as they happen; of those that an answer told, its time is known.
  const time = problem.at ?? shownAt;
  const raw = programsWords(problem);
  return (
    // Read by whoever has asked for it, and not aloud: within an alert it would be.
    <div className="problem-details" aria-live="off">
      <p>
        <Readable text={detailWords.line(problem, time, place)} />
      </p>
      {raw !== null && <blockquote dir="auto">{raw}</blockquote>}
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
  );
}
