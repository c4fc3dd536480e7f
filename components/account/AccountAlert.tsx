import { useEffect, useRef, type ReactElement } from 'react';
import type { Problem } from '../../lib/shared/problem.ts';
import type { AccountStore } from '../../lib/view/account-store.ts';
import { accountProblemWords } from '../../lib/view/words/account-words.ts';
import type { ProblemAction } from '../../lib/view/words/problem-telling.ts';
import { ProblemAlert } from '../common/ProblemAlert.tsx';

/** What an alert offers beyond dismissing it and trying again. `again`: does the same once the cause is gone. */
export type OnAccountAction = (action: ProblemAction, again: () => void) => void;

interface AccountAlertProps {
  store: AccountStore;
  problem: Problem | null;
  /** Asks for the same once more. */
  again: () => void;
  onAction: OnAccountAction | undefined;
  /** It was put away, and what was pressed with it: takes the focus. */
  onRead?: () => void;
}

/** What went wrong with what was asked for, below it: nothing that was pressed moves away. */
export function AccountAlert({
  store,
  problem,
  again,
  onAction,
  onRead,
}: AccountAlertProps): ReactElement | null {
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (problem !== null) place.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);

  if (problem === null) return null;
  const dismiss = (): void => {
    store.dismiss();
    onRead?.();
  };
  return (
    <div ref={place}>
      <ProblemAlert
        problem={problem}
        told={accountProblemWords(problem)}
        onAction={(action) => {
          if (action === 'dismiss') return dismiss();
          store.dismiss();
          if (action === 'retry-message' || action === 'reconnect') again();
          else onAction?.(action, again);
        }}
        onDismiss={dismiss}
      />
    </div>
  );
}
