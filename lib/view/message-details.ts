import type { AssistantMessage, UserMessage } from '../shared/conversation.ts';
import { sessionIdOf } from '../shared/temporary-chat.ts';
import { english } from './words/grammar.ts';
import { messageDetailWords as words } from './words/message-detail-words.ts';
import { timeTaken } from './words/time-taken.ts';

const { count, time } = english;

/** What is known of an answer beside its words, a line each: what it is, and what it says. */
export type DetailLines = readonly (readonly [name: string, value: string])[];

/** @param question null: it is not in the panel */
export function messageDetails(
  { createdAt, completedAt, totalTokens, sources, serverId, replyTo, conversationId }: AssistantMessage,
  question: UserMessage | null,
): DetailLines {
  // A question that waited was asked when it left.
  const askedAt = question?.sentAt ?? question?.createdAt ?? createdAt;
  const lines: (readonly [string, string])[] = [[words.asked, time(askedAt)]];
  if (completedAt !== undefined) {
    lines.push([words.answered, time(completedAt)]);
    // Clocks are set, and what was imported may say anything: what took less than nothing is left out, too.
    const took = timeTaken(completedAt - askedAt);
    if (took !== null) lines.push([words.took, took]);
  }
  if (totalTokens !== undefined) lines.push([words.tokens, count(totalTokens)]);
  if (sources.length > 0) lines.push([words.sources, count(sources.length)]);
  if (serverId !== undefined) lines.push([words.answerId, serverId]);
  // By the session the platform finds the chat (R20).
  lines.push([words.questionId, replyTo], [words.sessionId, sessionIdOf(conversationId)]);
  return lines;
}
