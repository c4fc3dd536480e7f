import { forbiddenPage, type SiteRules } from '../../config/site-rules.ts';
import { isOnItsWay, type Message, type UserMessage } from '../../shared/conversation.ts';
import type { Change } from '../../session/effect.ts';
import { pendingAnswer } from '../../session/exchange.ts';
import type { Exchange } from '../../session/exchange-state.ts';
import { newSession, type NewSession, type SessionState } from '../../session/state.ts';
import type { TransportCapabilities } from '../../session/transport-event.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { LeftOff } from '../../storage/message-reader.ts';

export interface Restored {
  readonly state: SessionState;
  /** What had to be put right: two messages under way, or an answer without its question, can't be. */
  readonly mends: readonly Change[];
}

/** What storage does not know. */
export interface RestoreOptions extends Required<Pick<NewSession, 'online' | 'budget' | 'capabilities'>> {
  /** Epoch ms. */
  readonly now: number;
  /** Which pages may leave. Default: all. */
  readonly pageRules?: SiteRules;
}

/** A session's state from storage alone: the worker may have died between any two lines (law 7). */
export async function restoreSession(
  store: ConversationStore,
  { record, open, nextOrdinal, latest }: LeftOff,
  { now, pageRules, ...from }: RestoreOptions,
): Promise<Restored> {
  const { exchange, mends } = await takeUp(store, open, now, from.capabilities);
  const queue = open.flatMap((message): UserMessage[] => {
    if (message.role !== 'user' || message.id === exchange?.message.id) return [];
    const page = pageRules && forbiddenPage(pageRules, message.attachments);
    if (page === undefined) return [{ ...message, status: 'queued' }];
    // It waited while the organisation changed its mind about that site.
    const problem = { code: 'page-forbidden', subject: page.title, messageId: message.id } as const;
    mends.push({ type: 'message-put', message: { ...message, status: 'failed', problem } });
    return [];
  });
  return {
    state: newSession({
      conversationId: record.id,
      chatId: record.chatId,
      title: record.title,
      nextOrdinal,
      accepted: record.accepted,
      ...(record.said === undefined ? {} : { said: record.said }),
      ...(record.learnt === undefined ? {} : { learnt: record.learnt }),
      queue,
      exchange,
      ...from,
      dropped: latest.messages
        .slice(-2 * mostBefore)
        .flatMap((message) => answerThatIsOver(message, exchange)),
    }),
    mends,
  };
}

/** How many answers back a server may still be writing one that the user stopped. */
const mostBefore = 8;

/** Its server id: in the history, none of them is the answer to what is asked next. */
function answerThatIsOver(message: Message, exchange: Exchange | null): string[] {
  if (message.role !== 'assistant' || message.id === exchange?.answer.id) return [];
  return message.serverId === undefined ? [] : [message.serverId];
}

async function takeUp(
  store: ConversationStore,
  open: readonly Message[],
  now: number,
  { silenceMs }: TransportCapabilities,
): Promise<{ exchange: Exchange | null; mends: Change[] }> {
  const mends: Change[] = [];
  let exchange: Exchange | null = null;
  for (const message of open) {
    if (message.role === 'user') {
      if (!isOnItsWay(message)) continue;
      if (exchange !== null) {
        // P10 allows one; the later of two is the one that nothing is known of.
        mends.push(
          { type: 'message-put', message: { ...message, status: 'queued' } },
          { type: 'message-removed', messageId: pendingAnswer(message, now).id },
        );
        continue;
      }
      const answer = await store.message(pendingAnswer(message, now).id);
      exchange = {
        at: 'locating',
        message,
        answer: answer?.role === 'assistant' ? answer : pendingAnswer(message, now),
        stopped: answer?.status === 'stopped',
        // Nobody will tell when the line of a worker that died has ended.
        line: { generation: null },
        // When it died is not known either; but it would have let go of a line that was silent for so long.
        brokeAt: Math.min(now, (message.sentAt ?? now) + silenceMs),
        isTurnedAway: false,
        reads: 0,
        reading: null,
        isLast: false,
      };
    } else {
      const question = await store.message(message.replyTo);
      // Of a message still on its way: taken up with it, above.
      if (question?.role === 'user' && isOnItsWay(question)) continue;
      if (question?.role !== 'user' || question.status !== 'sent' || exchange !== null) {
        mends.push({
          type: 'answer-finished',
          messageId: message.id,
          status: 'interrupted',
          text: message.text,
          replaces: false,
          sources: [],
          totalTokens: null,
          completedAt: now,
          serverId: null,
          problem: null,
        });
        continue;
      }
      exchange = {
        at: 'repairing',
        message: question,
        answer: message,
        text: message.text,
        hasEnded: false,
        hasTail: false,
        seen: message.seen ?? null,
        reads: 0,
        reading: null,
      };
    }
  }
  return { exchange, mends };
}
