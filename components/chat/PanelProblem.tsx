import { useEffect, useState, type ReactElement } from 'react';
import type { ConnectionStatus } from '../../lib/shared/connection-status.ts';
import { passesByItself } from '../../lib/view/passing-trouble.ts';
import { problemField } from '../../lib/view/problem-field.ts';
import type { Problem } from '../../lib/shared/problem.ts';
import type { ProblemAction } from '../../lib/view/words/problem-telling.ts';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { isStill } from '../../lib/view/words/status-words.ts';
import { ProblemAlert } from '../common/ProblemAlert.tsx';
import { currentProblem } from './current-problem.ts';
import { TroubleLine } from './TroubleLine.tsx';
import { useAttempt } from './use-attempt.ts';

/** The one alert of the panel, and what its buttons do: a line where the trouble passes by itself. */
export function PanelProblem(): ReactElement | null {
  const problem = usePanelState(currentProblem);
  // Of another cause nothing was unfolded, nor tried in vain.
  return problem && <HeardProblem key={`${problem.code} ${problem.messageId}`} problem={problem} />;
}

/** Behind an open dialog nothing is heard: what comes meanwhile is told as soon as it is closed. */
function HeardProblem({ problem }: { problem: Problem }): ReactElement | null {
  const [isBehind, setBehind] = useState(isDialogOpen);
  useEffect(() => {
    if (!isBehind) return;
    const look = (): void => setBehind(isDialogOpen);
    addEventListener('dialog-closed', look);
    // It may have been closed before anybody listened.
    look();
    return () => removeEventListener('dialog-closed', look);
  }, [isBehind]);
  return isBehind ? null : <ToldProblem problem={problem} />;
}

function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

function ToldProblem({ problem }: { problem: Problem }): ReactElement {
  const { actions, openOptions, restart, version } = usePanel();
  const destination = usePanelState((state) => state.destination);
  const trouble = usePanelState((state) => state.trouble);
  const status = usePanelState((state) => state.status);
  const attempt = useAttempt(status);
  const isStuck = useStuck(status);

  const act = (action: ProblemAction): void => {
    switch (action) {
      case 'open-settings':
        return openOptions(problemField(problem));
      case 'sign-in':
        return actions.showAccount(true);
      case 'grant-access':
        // Straight from the press: a browser asks in its turn only. The alert stays until the answer is a yes.
        return problem.origin === undefined ? openOptions() : actions.allowAccess(problem.origin);
      case 'reconnect':
        // It stays where it is, and so does the focus, until it is known what comes of it.
        attempt.begin();
        return actions.reconnect();
      case 'retry-message':
        actions.dismiss();
        return problem.messageId === undefined ? undefined : actions.retry(problem.messageId);
      case 'attach-page':
        return actions.attachAgain();
      case 'replace-page':
        actions.dismiss();
        return actions.replacePage();
      case 'bring-along':
        return actions.bringAlong();
      case 'confirm-host':
        return problem.subject === undefined ? openOptions() : actions.confirmHost(problem.subject);
      case 'restart':
        return restart();
      case 'dismiss':
        return actions.dismiss();
      default:
        return action satisfies never;
    }
  };

  // An alert that one tries again from stays where it is, and so does its button.
  const isLine = trouble === null && !isStuck && passesByItself(problem, status, destination?.apiUrl);
  const place = destination ? { ...destination, version } : undefined;
  return (
    <div className="problem-place">
      {isLine ? (
        <TroubleLine
          trouble={problem}
          attempt={attempt}
          onAction={act}
          onDismiss={actions.dismiss}
          place={place}
        />
      ) : (
        <ProblemAlert
          problem={problem}
          onAction={act}
          onDismiss={trouble === null ? actions.dismiss : undefined}
          isStuck={isStuck}
          attempt={attempt}
          place={place}
        />
      )}
    </div>
  );
}

/** Whether nothing goes on by itself: an attempt takes no button away under the finger until it is known what comes of it. */
function useStuck(status: ConnectionStatus): boolean {
  const isNow = isStill(status);
  const [isStuck, setStuck] = useState(isNow);
  if (isNow !== isStuck && status.kind !== 'connecting') setStuck(isNow);
  return isStuck;
}
