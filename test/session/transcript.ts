import type { Change } from '../../lib/session/effect.ts';
import type { AssistantMessage, Message, UserMessage } from '../../lib/shared/conversation.ts';

/** What storage and pages hold after the commits so far: tests ask it what a person would read. */
export interface Transcript {
  apply(changes: readonly Change[]): void;
  question(id: string): UserMessage | undefined;
  /** The answer to that question. */
  answer(questionId: string): AssistantMessage | undefined;
  /** In reading order. */
  messages(): readonly Message[];
}

export function createTranscript(from: readonly Message[] = []): Transcript {
  const stored = new Map(from.map((message) => [message.id, message]));

  function answerWithId(id: string): AssistantMessage {
    const found = stored.get(id);
    if (found?.role !== 'assistant') throw new Error(`A change names the answer ${id}, which nobody stored`);
    return found;
  }

  function applyOne(change: Change): void {
    switch (change.type) {
      case 'message-put': {
        const before = stored.get(change.message.id);
        // As the store does it: an answer's text is in its batches, and putting the answer doesn't touch them.
        const text = before?.role === 'assistant' ? before.text : change.message.text;
        stored.set(
          change.message.id,
          change.message.role === 'assistant' ? { ...change.message, text } : change.message,
        );
        return;
      }
      case 'message-removed':
        stored.delete(change.messageId);
        return;
      case 'text-appended': {
        const answer = answerWithId(change.messageId);
        stored.set(answer.id, { ...answer, text: answer.text + change.text });
        return;
      }
      case 'answer-finished': {
        const answer = answerWithId(change.messageId);
        if (!change.replaces && change.text !== answer.text) {
          throw new Error(`The stored text "${answer.text}" is not the finished text "${change.text}"`);
        }
        stored.set(answer.id, {
          ...answer,
          status: change.status,
          text: change.text,
          sources: [...change.sources],
          completedAt: change.completedAt,
          ...(change.totalTokens === null ? {} : { totalTokens: change.totalTokens }),
          ...(change.serverId === null ? {} : { serverId: change.serverId }),
          ...(change.problem === null ? {} : { problem: change.problem }),
        });
        return;
      }
      case 'chat-linked':
      case 'draft-spent':
      case 'accepted-counted':
      case 'chat-learnt':
      case 'answer-seen':
      case 'titled':
      case 'budget-changed':
        return;
      default:
        change satisfies never;
    }
  }

  return {
    apply: (changes) => changes.forEach(applyOne),
    question: (id) =>
      [...stored.values()].find((message) => message.id === id && message.role === 'user') as never,
    answer: (questionId) =>
      [...stored.values()].find(
        (message): message is AssistantMessage =>
          message.role === 'assistant' && message.replyTo === questionId,
      ),
    messages: () => [...stored.values()].toSorted((one, other) => one.ordinal - other.ordinal),
  };
}
