import type { ReactElement } from 'react';
import type { ProblemAction } from '../../lib/view/words/problem-telling.ts';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { isStill } from '../../lib/view/words/status-words.ts';
import { ProblemAlert } from '../common/ProblemAlert.tsx';
import { currentProblem } from './current-problem.ts';

/** The one alert of the panel, and what its buttons do. */
export function PanelProblem(): ReactElement | null {
  const { actions, openOptions, restart, version } = usePanel();
  const destination = usePanelState((state) => state.destination);
  const problem = usePanelState(currentProblem);
  const trouble = usePanelState((state) => state.trouble);
  const isStuck = usePanelState(({ status }) => isStill(status));
  if (!problem) return null;

  const act = (action: ProblemAction): void => {
    switch (action) {
      case 'open-settings':
        return openOptions();
      case 'sign-in':
        return actions.showAccount(true);
      case 'grant-access':
        // Straight from the press: a browser asks in its turn only. The alert stays until the answer is a yes.
        return problem.origin === undefined ? openOptions() : actions.allowAccess(problem.origin);
      case 'reconnect':
        actions.dismiss();
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

  return (
    <ProblemAlert
      problem={problem}
      onAction={act}
      onDismiss={trouble === null ? actions.dismiss : undefined}
      isStuck={isStuck}
      place={destination ? { ...destination, version } : undefined}
    />
  );
}
