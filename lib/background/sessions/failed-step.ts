import type { Effect } from '../../session/effect.ts';
import type { EditedMessage, SessionEvent } from '../../session/event.ts';
import type { SessionState } from '../../session/state.ts';
import type { UserMessage } from '../../shared/conversation.ts';
import type { Problem } from '../../shared/problem.ts';

/** A step whose commit failed. */
export interface FailedStep {
  readonly event: SessionEvent;
  readonly before: SessionState;
  readonly after: SessionState;
  /** What it wanted to do after that. */
  readonly dropped: readonly Effect['type'][];
  readonly problem: Problem;
}

/** What the core has to know of it. */
export function failedStep({ event, before, after, dropped, problem }: FailedStep): SessionEvent {
  return {
    type: 'store-failed',
    problem,
    messageId: event.type === 'sent' || event.type === 'restored' ? event.message.id : null,
    dropped,
    edited: event.type === 'edited' ? editOf(event.messageId, before, after) : null,
  };
}

function editOf(messageId: string, before: SessionState, after: SessionState): EditedMessage | null {
  const inQueue = ({ queue }: SessionState): UserMessage | undefined =>
    queue.find(({ id }) => id === messageId);
  const [stored, changed] = [inQueue(before), inQueue(after)];
  return stored === undefined || changed === undefined ? null : { stored, changed };
}
