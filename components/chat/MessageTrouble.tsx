import type { ReactElement } from 'react';
import type { Problem } from '../../lib/shared/problem.ts';
import { problemWords } from '../../lib/view/words/problem-words.ts';

interface MessageTroubleProps {
  /** What became of the message; empty where there is nothing to say. */
  state: string;
  isBad: boolean;
  problem: Problem | undefined;
}

/** In a message's foot: what went wrong with it, in our words, and in the server's own. */
export function MessageTrouble({ state, isBad, problem }: MessageTroubleProps): ReactElement {
  const told = problem && problemWords(problem);
  return (
    <>
      {state !== '' && <span className={isBad ? 'message-state is-bad' : 'message-state'}>{state}</span>}
      {told && <span className="message-cause">{told.title}</span>}
      {told && told.quotation !== null && (
        <blockquote className="message-quote" dir="auto">
          {told.quotation}
        </blockquote>
      )}
    </>
  );
}
