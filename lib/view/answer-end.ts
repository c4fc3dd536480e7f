import type { AssistantMessage } from '../shared/conversation.ts';
import { words } from './words/panel-words.ts';

/** What became of an answer, in its foot and aloud; empty while it is open, and of a whole one. */
export function answerEnd({
  status,
  text,
  problem,
}: Pick<AssistantMessage, 'status' | 'text' | 'problem'>): string {
  if (status === 'failed' && text !== '') return words.message.unfinished;
  // Why is told beside it.
  if (status === 'interrupted' && problem !== undefined) return words.message.cutOff;
  return words.message.answerStatus[status];
}
