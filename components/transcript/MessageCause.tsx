import type { ReactElement } from 'react';
import type { Problem } from '../../lib/shared/problem.ts';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { problemWords } from '../../lib/view/words/problem-words.ts';

import { ProblemDetails } from '../common/ProblemDetails.tsx';

/** What went wrong with a message, in our words, and in the server's own. */
export function MessageCause({ problem }: { problem: Problem }): ReactElement {
  const { title, quotation } = problemWords(problem);
  const { version } = usePanel();
  const destination = usePanelState((state) => state.destination);
  const place = destination ? { ...destination, version } : undefined;
  return (
    <>
      <span className="message-cause">{title}</span>
      {quotation !== null && (
        <blockquote className="message-quote" dir="auto">
          {quotation}
        </blockquote>
      )}
      {problem.requestId !== undefined && <ProblemDetails problem={problem} place={place} />}
    </>
  );
}
