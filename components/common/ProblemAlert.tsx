import type { ReactElement } from 'react';
import { TriangleAlert, X } from 'lucide-react';
import type { Problem } from '../../lib/shared/problem.ts';
import type { ProblemAction } from '../../lib/view/words/problem-telling.ts';
import { problemWords, type ProblemWords } from '../../lib/view/words/problem-words.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { IconButton } from './IconButton.tsx';

interface ProblemAlertProps {
  problem: Problem;
  /** Its words, where the usual ones would not be true of what was asked for. */
  told?: ProblemWords;
  onAction: (action: ProblemAction) => void;
  /** Absent: it stays until its cause is gone. */
  onDismiss?: (() => void) | undefined;
}

/** The one alert of a page. */
export function ProblemAlert(props: ProblemAlertProps): ReactElement {
  const { problem, told = problemWords(problem), onAction, onDismiss } = props;
  const { title, body, action, quotation } = told;
  return (
    <div className="problem" role="alert">
      <TriangleAlert className="problem-icon" size={18} strokeWidth={1.75} aria-hidden="true" />
      <div className="problem-words">
        <p className="problem-title">{title}</p>
        <p>{body}</p>
        {quotation !== null && <blockquote dir="auto">{quotation}</blockquote>}
        <button type="button" className="button is-small" onClick={() => onAction(action.kind)}>
          {action.label}
        </button>
      </div>
      {onDismiss && action.kind !== 'dismiss' && (
        <IconButton label={words.panel.dismiss} icon={X} size={16} onPress={onDismiss} />
      )}
    </div>
  );
}
