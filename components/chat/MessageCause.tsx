import type { ReactElement } from 'react';
import type { Problem } from '../../lib/shared/problem.ts';
import { problemWords } from '../../lib/view/words/problem-words.ts';

/** What went wrong with a message, in our words, and in the server's own. */
export function MessageCause({ problem }: { problem: Problem }): ReactElement {
  const { title, quotation } = problemWords(problem);
  return (
    <>
      <span className="message-cause">{title}</span>
      {quotation !== null && (
        <blockquote className="message-quote" dir="auto">
          {quotation}
        </blockquote>
      )}
    </>
  );
}
