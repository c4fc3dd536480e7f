import type { UserMessage } from '../shared/conversation.ts';
import type { History, HistoryItem } from './history.ts';
import { traceOf } from './trace.ts';
import { wireText } from './wire-text.ts';

/** What a chat has shown of its platform so far, and what makes its history harder to read. Outlives the worker. */
export interface Learnt {
  /** The platform has told us one of our own ids: from then on texts prove nothing in this chat. */
  readonly echoesIds: boolean;
  /** Traces of questions that may stand in the history or not: refused ones, unknown ones, and the discarded. */
  readonly doubtful: readonly string[];
  /** Server ids of what was said from elsewhere and is shown already. */
  readonly elsewhere: readonly string[];
  /** User messages that the chat showed when it was read back here; absent: it was begun here. */
  readonly readBack?: number;
  /** What was read back is a part of the chat. */
  readonly isPart?: true;
}

export const nothingLearnt: Learnt = {
  echoesIds: false,
  doubtful: [],
  elsewhere: [],
};

/** What is known of the chat's history before it is read. */
export interface Known extends Learnt {
  /** User messages of ours that it has to hold. */
  readonly accepted: number;
  /** Traces of the last of them, oldest first. */
  readonly said: readonly string[];
}

/** As a session holds it. */
export function knownOf({
  learnt,
  accepted,
  said,
}: Pick<Known, 'accepted' | 'said'> & { readonly learnt: Learnt }): Known {
  return { ...learnt, accepted, said };
}

/**
 * What the history says of a message (law 11). absent: all is there that has to be, and this is not. unclear: no more can be
 * said than that.
 */
export type Evidence =
  { readonly says: 'found'; readonly index: number } | { readonly says: 'absent' | 'unclear' };

const absent: Evidence = { says: 'absent' };
const unclear: Evidence = { says: 'unclear' };

/** Whether this history, or an earlier one, tells our own ids. */
export function echoesIds(items: readonly HistoryItem[], { echoesIds: before }: Learnt): boolean {
  return before || items.some(({ clientMessageId }) => clientMessageId !== null);
}

interface Question extends HistoryItem {
  /** In the history. */
  readonly at: number;
  readonly trace: string;
}

/**
 * Where the message stands. By its id where the platform echoes ids. Else by its text, byte for byte, behind those that are
 * known to stand before it: the same question asked twice stays two messages, and what somebody else asked in between, or a
 * text that the platform has changed, makes the place doubtful.
 */
export function weigh({ items, isWhole }: History, message: UserMessage, known: Known): Evidence {
  const index = items.findIndex(({ clientMessageId }) => clientMessageId === message.id);
  if (index !== -1) return { says: 'found', index };
  const notThere = mayBeCut(known) ? unclear : absent;
  if (echoesIds(items, known)) return isWhole && holdsAccepted(items, known) ? notThere : unclear;
  const questions = items.flatMap((item, at): Question[] =>
    item.role === 'user' ? [{ ...item, at, trace: traceOf(item.content) }] : [],
  );
  const text = wireText(message);
  const trace = traceOf(text);
  const isOurs = (question: Question, place: number): boolean =>
    question.content === text && standsBehind(questions.slice(0, place), known);
  const place = questions.findIndex(isOurs);
  const found = questions[place];
  if (found !== undefined) {
    const isAlone = questions.slice(place + 1).every((later) => later.trace !== trace);
    return isAlone && !known.doubtful.includes(trace) ? { says: 'found', index: found.at } : unclear;
  }
  const isExpected = ({ trace: other }: Question): boolean =>
    other !== trace && known.doubtful.includes(other);
  return isWhole && isAligned(questions, known) && questions.slice(known.accepted).every(isExpected)
    ? notThere
    : unclear;
}

/**
 * Of a chat that was read back, nothing but its history says how long it is. Where that is cut without a word, it looks the
 * same after the next question as before: only one that has shown a question of ours behind what was read can show that
 * another is not there.
 */
function mayBeCut({ readBack, accepted }: Known): boolean {
  return readBack !== undefined && accepted <= readBack;
}

/**
 * Whether all of ours that were accepted stand there, where ids are told. One that was refused or given up may make up in number
 * for one that is missing: then they have to be those, as well.
 */
function holdsAccepted(items: readonly HistoryItem[], { accepted, said, doubtful }: Known): boolean {
  const ours = items.filter(({ role, clientMessageId }) => role === 'user' && clientMessageId !== null);
  if (ours.length < accepted) return false;
  let met = 0;
  for (const { content } of ours) if (said[met] === traceOf(content)) met += 1;
  return doubtful.length === 0 || met === said.length;
}

/** Whether as many stand before a place as were accepted, and the last of them are the last of those. */
function standsBehind(before: readonly Question[], { accepted, said, doubtful }: Known): boolean {
  const ours = before.filter(({ trace }) => said.includes(trace) || !doubtful.includes(trace));
  if (said.length === 0) return ours.length === accepted;
  return ours.length >= accepted && said.every((trace, at) => ours.at(at - said.length)?.trace === trace);
}

/** Whether the history begins with all that is known to be in it: one that is cut, or holds what others said, doesn't. */
function isAligned(questions: readonly Question[], { accepted, said }: Known): boolean {
  if (questions.length < accepted) return false;
  return said.every((trace, at) => questions[accepted - said.length + at]?.trace === trace);
}

/** From where on in a history it can be counted what was asked, and what was answered. */
interface CountedFrom {
  readonly asked: number;
  readonly answered: number;
}

type Over = Known & { readonly dropped: readonly string[] };

/**
 * The beginning, where it is there. Else the question that was ours before, and its answer: what others had asked before that
 * question was answered before that answer. null: nobody can say.
 */
function countedFrom(before: readonly HistoryItem[], { dropped, ...known }: Over): CountedFrom | null {
  if (!echoesIds(before, known) || holdsAccepted(before, known)) return { asked: 0, answered: 0 };
  const ours = before.findLastIndex(
    ({ role, clientMessageId }) => role === 'user' && clientMessageId !== null,
  );
  const over = before.findLastIndex(({ id }) => id === dropped.at(-1));
  const question = before[ours];
  if (question === undefined || over < ours) return null;
  const trace = traceOf(question.content);
  if (trace !== known.said.at(-1) || known.doubtful.includes(trace)) return null;
  return { asked: ours + 1, answered: over + 1 };
}

/**
 * The answer to the question at `index`: the one whose id came over the connection, where that is in the history, else the
 * first before the next question that is not the late answer to an earlier one (P14: a stopped answer is written on). Where a
 * question before it has no answer yet, the next answer may be that one's; one that was refused or given up is no exception,
 * since it may have been taken all the same.
 * @param over what is known of those before it, and the ids of answers that are over
 */
export function answerAfter(
  items: readonly HistoryItem[],
  index: number,
  over: Over,
  wanted: string | undefined,
): HistoryItem | undefined {
  const { dropped } = over;
  const later = items
    .slice(index + 1)
    .filter(
      ({ role, id, content }) =>
        role === 'user' || (role === 'assistant' && content !== '' && !dropped.includes(id)),
    );
  const named = later.find(({ role, id }) => role === 'assistant' && id === wanted);
  if (named !== undefined) return named;
  const from = countedFrom(items.slice(0, index), { ...over, echoesIds: echoesIds(items, over) });
  if (from === null) return undefined;
  const asked = items.slice(from.asked, index).filter(({ role }) => role === 'user');
  // One that is known to be another's counts where it stands, too: it may come late.
  const answered = items.filter(
    ({ role, id, content }, at) =>
      role === 'assistant' && content !== '' && at >= from.answered && (at < index || dropped.includes(id)),
  );
  if (asked.length > answered.length) return undefined;
  return later[0]?.role === 'assistant' ? later[0] : undefined;
}
