import { useState, type ReactElement } from 'react';
import { X } from 'lucide-react';
import { hostOf } from '../../lib/shared/host-of.ts';
import type { PassingTrouble } from '../../lib/view/passing-trouble.ts';
import type { ProblemPlace } from '../../lib/view/problem-place.ts';
import { useCountdownClock, usePanelState } from '../../lib/view/use-panel.ts';
import { detailWords } from '../../lib/view/words/detail-words.ts';
import {
  grantAccess,
  mayNeedAccess,
  mayTest,
  type ProblemAction,
} from '../../lib/view/words/problem-telling.ts';
import { problemWords } from '../../lib/view/words/problem-words.ts';
import { countdownEnd, secondsLeft } from '../../lib/view/words/status-words.ts';
import { troubleWords } from '../../lib/view/words/trouble-words.ts';
import { IconButton } from '../common/IconButton.tsx';
import { DetailsButton, ProblemFacts } from '../common/ProblemDetails.tsx';
import { Readable } from '../common/Readable.tsx';
import type { Attempt } from './use-attempt.ts';

interface TroubleLineProps {
  trouble: PassingTrouble;
  attempt: Attempt;
  onAction: (action: ProblemAction) => void;
  onDismiss: () => void;
  place: ProblemPlace | undefined;
}

/** Trouble that passes by itself: a line, and the rest of it when asked for. */
export function TroubleLine({
  trouble,
  attempt,
  onAction,
  onDismiss,
  place,
}: TroubleLineProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const [shownAt] = useState(Date.now);
  const status = usePanelState((state) => state.status);
  const isProven = usePanelState(
    ({ proven, destination }) => proven !== null && proven === destination?.apiUrl,
  );
  const access = mayNeedAccess(trouble) && (
    <button type="button" className="link-button" onClick={() => onAction(grantAccess.kind)}>
      {grantAccess.label}
    </button>
  );
  // Not every attempt tells where it went: the words would change with it.
  const subject = trouble.subject ?? (place && hostOf(place.apiUrl));
  const { body, quotation, action } = problemWords(trouble);
  // A limit is not over sooner for being asked.
  const mayHurry = status.kind !== 'waiting';
  return (
    <div className="trouble">
      <div className="trouble-line">
        <div className="trouble-words">
          <span role="alert">
            <Readable text={troubleWords.line({ ...trouble, subject }, attempt.isInVain)} />
          </span>{' '}
          <TimeLeft />
          {mayHurry && (
            <button
              type="button"
              className="link-button"
              aria-disabled={attempt.isUnderWay || undefined}
              onClick={() => attempt.isUnderWay || onAction('reconnect')}
            >
              {troubleWords.now}
            </button>
          )}
          {/* A server that never answered may be one that hides its answers from this extension. */}
          {!isProven && access}
          <DetailsButton isOpen={isOpen} onPress={setOpen} />
        </div>
        <IconButton label={detailWords.dismiss} icon={X} size={16} onPress={onDismiss} />
      </div>
      {isOpen && (
        <div className="trouble-more">
          <p>
            <Readable text={body} />
          </p>
          {quotation !== null && <blockquote dir="auto">{quotation}</blockquote>}
          {isProven && access}
          {action.kind === 'open-settings' && (
            <button type="button" className="link-button" onClick={() => onAction(action.kind)}>
              {action.label}
            </button>
          )}
          <ProblemFacts problem={trouble} place={place} isTestable={mayTest(trouble)} shownAt={shownAt} />
        </div>
      )}
    </div>
  );
}

/** Seen, and not heard: it changes each second. The status says it to whoever asks. */
function TimeLeft(): ReactElement {
  const status = usePanelState((state) => state.status);
  const now = useCountdownClock(status);
  const end = countdownEnd(status);
  return (
    <span className="trouble-time" aria-hidden="true">
      {end !== null && troubleWords.in(secondsLeft(end, now))}
      {status.kind === 'connecting' && troubleWords.underWay}
    </span>
  );
}
