import type { ReactElement } from 'react';
import { TriangleAlert, X } from 'lucide-react';
import type { Problem } from '../../lib/shared/problem.ts';
import {
  grantAccess,
  mayNeedAccess,
  mayTest,
  reconnectToo,
  type ActionWords,
  type ProblemAction,
} from '../../lib/view/words/problem-telling.ts';
import type { ProblemPlace } from '../../lib/view/problem-place.ts';
import { detailWords } from '../../lib/view/words/detail-words.ts';
import { problemWords, programsWords, type ProblemWords } from '../../lib/view/words/problem-words.ts';
import { IconButton } from './IconButton.tsx';
import { ProblemDetails } from './ProblemDetails.tsx';
import { Readable } from './Readable.tsx';

interface ProblemAlertProps {
  problem: Problem;
  /** Its words, where the usual ones would not be true of what was asked for. */
  told?: ProblemWords;
  onAction: (action: ProblemAction) => void;
  /** Absent: it stays until its cause is gone. */
  onDismiss?: (() => void) | undefined;
  /** Where it was met, for its details; absent on a page that shows that itself. */
  place?: ProblemPlace | undefined;
  /** Nothing goes on by itself: whatever else can be done, one may try again (law 12). */
  isStuck?: boolean;
  /** What came of trying again from here. */
  attempt?: { readonly isUnderWay: boolean; readonly isInVain: boolean };
}

/** The one alert of a page. */
export function ProblemAlert(props: ProblemAlertProps): ReactElement {
  const {
    problem,
    told = problemWords(problem),
    onAction,
    onDismiss,
    isStuck = false,
    place,
    attempt,
  } = props;
  const { title, body, action, quotation } = told;
  return (
    // Read once, whole: of what is added to it later, that alone.
    <div className="problem" role="alert" aria-atomic={false}>
      <TriangleAlert className="problem-icon" size={18} strokeWidth={1.75} aria-hidden="true" />
      <div className="problem-words">
        <p className="problem-title">
          <Readable text={title} />
        </p>
        <p>
          <Readable text={body} />
        </p>
        {attempt?.isInVain && <p>{detailWords.inVain}</p>}
        {quotation !== null && <blockquote dir="auto">{quotation}</blockquote>}
        <div className="problem-actions">
          {[action, ...furtherActions(problem, action, isStuck)].map(({ kind, label }) => (
            <button
              key={kind}
              type="button"
              className="button is-small"
              aria-disabled={(kind === 'reconnect' && attempt?.isUnderWay) || undefined}
              onClick={() => onAction(kind)}
            >
              <Readable text={label} />
            </button>
          ))}
        </div>
        {(place !== undefined || problem.requestId !== undefined || programsWords(problem) !== null) && (
          <ProblemDetails
            key={problem.code}
            problem={problem}
            place={place}
            isTestable={place !== undefined && mayTest(problem)}
          />
        )}
      </div>
      {onDismiss && action.kind !== 'dismiss' && (
        <IconButton label={detailWords.dismiss} icon={X} size={16} onPress={onDismiss} />
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
