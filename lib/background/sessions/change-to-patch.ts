import type { Patch } from '../../messaging/contract.ts';
import type { Change } from '../../session/effect.ts';

/** What pages are told of a stored change; null where it is none of theirs. */
export function changeToPatch(change: Change): Patch | null {
  switch (change.type) {
    case 'message-put':
      return { type: 'message/put', message: change.message };
    case 'message-removed':
      return { type: 'message/remove', messageId: change.messageId };
    case 'text-appended':
      return { type: 'message/append', messageId: change.messageId, text: change.text };
    case 'answer-finished':
      return {
        type: 'message/finish',
        messageId: change.messageId,
        status: change.status,
        ...(change.replaces ? { text: change.text } : {}),
        sources: [...change.sources],
        ...(change.serverId === null ? {} : { serverId: change.serverId }),
        ...(change.totalTokens === null ? {} : { totalTokens: change.totalTokens }),
        completedAt: change.completedAt,
        ...(change.problem === null ? {} : { problem: change.problem }),
      };
    case 'titled':
      return { type: 'conversation/title', title: change.title };
    case 'chat-linked':
    case 'accepted-counted':
    case 'chat-learnt':
    case 'answer-seen':
    case 'draft-spent':
    case 'budget-changed':
      return null;
    default:
      return change satisfies never;
  }
}
