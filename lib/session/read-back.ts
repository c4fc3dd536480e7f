import { unfence, type FencedAttachment } from '../page-context/fence.ts';
import type { AssistantMessage, Attachment, Message, UserMessage } from '../shared/conversation.ts';
import { nothingLearnt, type Learnt } from './evidence.ts';
import { longestAnswer, mostTraces } from './exchange.ts';
import type { History, HistoryItem } from './history.ts';
import { mostElsewhere } from './learning.ts';
import { traceOf } from './trace.ts';

/** A chat that was begun elsewhere, as it is kept and gone on with here. */
export interface ReadBackChat {
  /** Oldest first, the newest of them where there are too many. */
  readonly messages: readonly Message[];
  /** As of SessionState: what a later look into the history goes by. Counted from all that was read. */
  readonly accepted: number;
  readonly said: readonly string[];
  readonly learnt: Learnt;
}

export interface ReadBackOptions {
  readonly conversationId: string;
  /** Epoch ms: of what the platform gives no time to. */
  readonly now: number;
  /** The last answer may still be being written: it is kept as cut off. */
  readonly isUnfinished: boolean;
}

/** Messages that are kept: more than anybody scrolls back through, and no more than a worker stores at once. */
export const mostKept = 2_000;

/** What was said, with the pages that went along (P39), and what the session has to know of it (D16). Pure. */
export function readBack(history: History, options: ReadBackOptions): ReadBackChat {
  const spoken = history.items.filter(({ role }) => role !== 'other');
  const echoes = spoken.some(({ clientMessageId }) => clientMessageId !== null);
  // Where ids are told, what has none was said by others, and is none of what has to be there (evidence.ts).
  const ours = spoken.filter(
    ({ role, clientMessageId }) => role === 'user' && (!echoes || clientMessageId !== null),
  );
  const isPart = !history.isWhole || spoken.length > mostKept;
  return {
    messages: toMessages(spoken.slice(-mostKept), options),
    accepted: ours.length,
    said: ours.slice(-mostTraces).map(({ content }) => traceOf(content)),
    learnt: {
      ...nothingLearnt,
      echoesIds: echoes,
      // Shown already.
      elsewhere: echoes
        ? spoken
            .filter(({ clientMessageId }) => clientMessageId === null)
            .slice(-mostElsewhere)
            .map(({ id }) => id)
        : [],
      readBack: ours.length,
      ...(isPart && { isPart }),
    },
  };
}

function toMessages(
  items: readonly HistoryItem[],
  { conversationId, now, isUnfinished }: ReadBackOptions,
): Message[] {
  const messages: Message[] = [];
  let question: UserMessage | null = null;
  let createdAt = items.find((item) => isMoment(item.createdAt))?.createdAt ?? now;
  let ordinal = 1;
  for (const [index, item] of items.entries()) {
    if (isMoment(item.createdAt)) createdAt = item.createdAt;
    // By its place: ids that a server chose could be those of messages of other chats.
    const common = { id: `${conversationId}-${index}`, conversationId, createdAt };
    if (item.role === 'user') {
      question = toQuestion(item, { ...common, ordinal });
      messages.push(question);
      // A question reserves the place behind it for its answer.
      ordinal += 2;
      continue;
    }
    const isReply = messages.at(-1) === question && question !== null;
    const place = isReply ? ordinal - 1 : ordinal;
    if (!isReply) ordinal += 1;
    const isCutOff = item.content === '' || (isUnfinished && index === items.length - 1);
    messages.push({
      ...toAnswer(item, isCutOff),
      ...common,
      ordinal: place,
      replyTo: question?.id ?? '',
      completedAt: createdAt,
    });
  }
  return messages;
}

type Placed = Pick<Message, 'id' | 'conversationId' | 'createdAt' | 'ordinal'>;

function toQuestion({ content }: HistoryItem, placed: Placed): UserMessage {
  const { words, attachments } = unfence(content.toWellFormed());
  return {
    ...placed,
    role: 'user',
    text: words,
    attachments: attachments.map(toAttachment),
    status: 'sent',
  };
}

/** As far as the fence tells: how much of the page it was, and what of it, stands in no history. */
function toAttachment({ id, title, url, text, capturedAt }: FencedAttachment): Attachment {
  const source = url === '' ? 'paste' : 'visible';
  return { id, title, url, text, capturedAt, revision: 1, pageLength: text.length, source };
}

function toAnswer(
  { id, content, sources = [], totalTokens = null }: HistoryItem,
  isCutOff: boolean,
): Pick<AssistantMessage, 'role' | 'text' | 'status' | 'serverId' | 'sources' | 'totalTokens' | 'problem'> {
  const isTooLong = content.length > longestAnswer;
  return {
    role: 'assistant',
    text: content.slice(0, longestAnswer).toWellFormed(),
    status: isCutOff || isTooLong ? 'interrupted' : 'complete',
    serverId: id,
    sources: [...sources],
    ...(totalTokens === null ? {} : { totalTokens }),
    ...(isTooLong && { problem: { code: 'answer-too-long' } }),
  };
}

/** A moment that a calendar has. */
function isMoment(time: number | null | undefined): time is number {
  return typeof time === 'number' && time > 0 && time < 8.64e15;
}

/** ms for which an answer may be being written at the most, by the time that the platform gives it. */
const writtenWithinMs = 10 * 60_000;

/** Whether what stands last may still change: an answer that a platform stores while it writes, said lately or nobody knows when. */
export function mayBeUnfinished({ items }: History, now: number): boolean {
  const last = items.at(-1);
  if (last?.role !== 'assistant') return false;
  return !isMoment(last.createdAt) || Math.abs(now - last.createdAt) < writtenWithinMs;
}

/** Whether two looks have found the same answer at the end (law 11). */
export function endsAlike(one: History, other: History): boolean {
  const [before, after] = [one.items.at(-1), other.items.at(-1)];
  return before?.id === after?.id && before?.content === after?.content;
}
