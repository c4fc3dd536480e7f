import { useState, type ReactElement } from 'react';
import { TriangleAlert, X } from 'lucide-react';
import type { Problem } from '../../lib/shared/problem.ts';
import {
  grantAccess,
  mayNeedAccess,
  reconnectToo,
  type ActionWords,
  type ProblemAction,
} from '../../lib/view/words/problem-telling.ts';
import { problemWords, requestDetails, type ProblemWords } from '../../lib/view/words/problem-words.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { IconButton } from './IconButton.tsx';

interface ProblemAlertProps {
  problem: Problem;
  /** Its words, where the usual ones would not be true of what was asked for. */
  told?: ProblemWords;
  onAction: (action: ProblemAction) => void;
  /** Absent: it stays until its cause is gone. */
  onDismiss?: (() => void) | undefined;
  /** Nothing goes on by itself: whatever else can be done, one may try again (law 12). */
  isStuck?: boolean;
}

/** The one alert of a page. */
export function ProblemAlert(props: ProblemAlertProps): ReactElement {
  const { problem, told = problemWords(problem), onAction, onDismiss, isStuck = false } = props;
  const { title, body, action, quotation } = told;
  return (
    <div className="problem" role="alert">
      <TriangleAlert className="problem-icon" size={18} strokeWidth={1.75} aria-hidden="true" />
      <div className="problem-words">
        <p className="problem-title">{title}</p>
        <p>{body}</p>
        {quotation !== null && <blockquote dir="auto">{quotation}</blockquote>}
        <div className="problem-actions">
          {[action, ...furtherActions(problem, action, isStuck)].map(({ kind, label }) => (
            <button key={kind} type="button" className="button is-small" onClick={() => onAction(kind)}>
              {label}
            </button>
          ))}
        </div>
        {problem.requestId !== undefined && <ProblemDetails problem={problem} />}
      </div>
      {onDismiss && action.kind !== 'dismiss' && (
        <IconButton label={words.panel.dismiss} icon={X} size={16} onPress={onDismiss} />
      )}
    </div>
  );
}

function furtherActions(problem: Problem, { kind }: ActionWords, isStuck: boolean): ActionWords[] {
  return [
    ...(mayNeedAccess(problem) && kind !== 'grant-access' ? [grantAccess] : []),
    ...(isStuck && kind !== 'reconnect' ? [reconnectToo] : []),
  ];
}

/** What nobody reads who doesn't have to tell somebody. */
function ProblemDetails({ problem: { code, requestId } }: { problem: Problem }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="link-button"
        aria-expanded={isOpen}
        onClick={() => setOpen((before) => !before)}
      >
        {words.panel.details}
      </button>
      {isOpen && <p className="problem-details">{requestDetails(code, requestId)}</p>}
    </>
  );
}
