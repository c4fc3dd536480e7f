import type { ChatEnd } from '../../shared/attention-signs.ts';
import { isOpen, type Message } from '../../shared/conversation.ts';

/** open: it goes on by itself · over: nobody is told, as of an answer that its person stopped. */
export type QuestionFate = 'open' | 'over' | ChatEnd;

/**
 * What has become of a question, from what is stored. `null`: there is no such message. A question that has arrived has a
 * place for its answer from the same commit on.
 */
export function questionFate(question: Message | null, answer: Message | null): QuestionFate {
  // One that was said on another device is answered there.
  if (question?.role !== 'user' || question.isElsewhere === true) return 'over';
  if (isOpen(question)) return 'open';
  if (question.status !== 'sent') return 'needs-person';
  if (answer?.role !== 'assistant') return 'over';
  const { status } = answer;
  switch (status) {
    case 'pending':
    case 'streaming':
      return 'open';
    case 'complete':
      return 'answered';
    case 'interrupted':
      return 'cut-off';
    case 'failed':
      return 'needs-person';
    case 'stopped':
      return 'over';
    default:
      return status satisfies never;
  }
}
