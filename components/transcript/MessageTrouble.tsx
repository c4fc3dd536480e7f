import type { ReactElement } from 'react';
import type { Problem } from '../../lib/shared/problem.ts';
import { OnDemand } from '../chat/OnDemand.tsx';
import { LazyMessageCause } from '../chat/problems-on-demand.tsx';

interface MessageTroubleProps {
  /** What became of the message; empty where there is nothing to say. */
  state: string;
  isBad: boolean;
  problem: Problem | undefined;
}

/** In a message's foot: what became of it, and what went wrong with it. */
export function MessageTrouble({ state, isBad, problem }: MessageTroubleProps): ReactElement {
  return (
    <>
      {state !== '' && <span className={isBad ? 'message-state is-bad' : 'message-state'}>{state}</span>}
      {problem && (
        <OnDemand>
          <LazyMessageCause problem={problem} />
        </OnDemand>
      )}
    </>
  );
}
