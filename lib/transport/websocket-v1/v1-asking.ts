import type { V1ServerFrame } from '../../protocol/v1-server-frame.ts';
import type { PostedMessage } from '../../protocol/rest/message.ts';
import type { OutgoingMessage } from '../transport.ts';
import { toCompleted } from '../rest/post-outcome.ts';
import { toTransportEvent, type AnswerFrame } from '../websocket-v3/socket-step.ts';
import type {
  AskedMessage,
  LastAnswer,
  ReadyV1,
  V1Effect,
  V1Event,
  V1Step,
  WholeAnswer,
} from './v1-state.ts';
import { clearV1, goneV1, learnV1, letGoV1, setV1, stayV1, tellV1 } from './v1-turn.ts';

/** P47: longer than an answer in one piece mostly takes, and shorter than a person waits. */
const unheardMs = 90_000;

/** A step that leaves the connection as it is. */
interface ReadyStep {
  readonly state: ReadyV1;
  readonly effects: readonly V1Effect[];
}
const step = (state: ReadyV1, ...effects: readonly V1Effect[]): ReadyStep => ({ state, effects });

export function askMessage(state: ReadyV1, message: OutgoingMessage): V1Step {
  const by = state.variant === 'hybrid' && state.hasChat ? 'post' : 'socket';
  const asked: AskedMessage = { message, by, isHeard: false, isReplied: false, held: null };
  const next = { ...state, asked, said: null };
  if (by === 'post') return stayV1(next, { type: 'post-message', message });
  const isWatched = !state.isProven && state.hasChat;
  return stayV1(next, { type: 'send-message', message }, ...(isWatched ? [setV1('unheard', unheardMs)] : []));
}

/** A piece of an answer over the socket (P45, P46, P48). */
export function answerFrame(
  before: ReadyV1,
  frame: AnswerFrame,
  { chatId, whole }: V1ServerFrame,
): ReadyStep {
  const { asked } = before;
  const isUnnamed = frame.messageId === null;
  if (asked === null) {
    // Without an id it could be taken for the next answer; but where nothing was asked here yet, it may be a late one.
    return isUnnamed && before.last !== null ? step(before) : step(before, tellV1(toTransportEvent(frame)));
  }
  // P48: over the socket it may have another id than in the reply, and be an earlier one once more. Reply or history bring it anyway.
  const isDoubtful = isUnnamed || (asked.by === 'post' && whole !== null);
  if (isDoubtful && isCopy(before, asked, frame, whole)) return step(before);
  const names = !before.hasChat && chatId !== null;
  const state: ReadyV1 = { ...before, said: null, hasChat: before.hasChat || names };
  const naming: V1Effect[] = names
    ? [{ type: 'name-chat', chatId }, tellV1({ type: 'chat-named', chatId })]
    : [];
  const proof = asked.by === 'socket' ? proofOf(state) : [];
  const heard: ReadyV1 = {
    ...state,
    ...(proof.length > 0 && { variant: wayOf(state), isProven: true }),
    asked: { ...asked, isHeard: true },
  };
  const first = asked.isHeard ? [] : [clearV1('unheard'), ...proof];
  if (frame.type !== 'complete') return step(heard, ...naming, ...first, tellV1(toTransportEvent(frame)));
  const answer: WholeAnswer = { event: { ...frame, type: 'completed' }, from: whole ?? 'stream' };
  if (isDoubtful && asked.by === 'post' && !asked.isReplied) {
    return step({ ...heard, asked: { ...asked, isHeard: true, held: answer } }, ...naming, ...first);
  }
  const done = end(heard, answer);
  return step(done.state, ...naming, ...first, ...done.effects);
}

const wayOf = ({ variant }: ReadyV1): 'plain' | 'auth-first' =>
  variant === 'plain' ? 'plain' : 'auth-first';

/** The server reacts to a message over the socket: it takes messages there. A hybrid that was only not yet asked by `POST` isn't proven. */
function proofOf(state: ReadyV1): readonly V1Effect[] {
  return state.isProven || state.variant === 'hybrid' ? [] : [learnV1(wayOf(state), true)];
}

/** P48: what is an earlier answer once more, and has no id to tell it by. */
function isCopy(
  { answersInReply, last }: ReadyV1,
  asked: AskedMessage,
  frame: AnswerFrame,
  whole: V1ServerFrame['whole'],
): boolean {
  if (asked.by === 'post' && answersInReply) return true;
  if (frame.type !== 'complete' || asked.isHeard || last === null) return false;
  return last.from !== (whole ?? 'stream') && last.content !== null && last.content === frame.content;
}

function end(state: ReadyV1, { event, from }: WholeAnswer): ReadyStep {
  const last: LastAnswer = { from, content: event.content };
  return step({ ...state, asked: null, last }, tellV1(event));
}

/** The reply to a `POST` (R32). One to a message whose answer has come over the socket says nothing new. */
export function posted(
  state: ReadyV1,
  { clientMessageId, outcome }: Extract<V1Event, { type: 'posted' }>,
): V1Step {
  const { asked } = state;
  const ours = asked?.by === 'post' && asked.message.clientMessageId === clientMessageId ? asked : null;
  if (outcome.type === 'replied') return replied(state, ours, outcome.reply);
  if (ours === null) return stayV1(state);
  // Nothing takes messages there: the next connection finds out anew how they are taken.
  if (outcome.isNoWay && !state.isProven) return letGoV1(goneV1, learnV1(null));
  if (outcome.type === 'ended') return letGoV1(outcome.end);
  const { isNoWay: _, ...told } = outcome;
  return stayV1({ ...state, asked: null }, tellV1(told));
}

function replied(state: ReadyV1, ours: AskedMessage | null, reply: PostedMessage): V1Step {
  const isAnswer = reply.role === 'assistant';
  const proof = state.isProven ? [] : [learnV1('hybrid', true)];
  const known: ReadyV1 = {
    ...state,
    ...(proof.length > 0 && { variant: 'hybrid', isProven: true }),
    answersInReply: state.answersInReply || isAnswer,
  };
  if (ours === null) return stayV1(known, ...proof);
  if (isAnswer) return prepended(proof, end(known, { event: toCompleted(reply), from: 'reply' }));
  if (ours.held !== null) return prepended(proof, end(known, ours.held));
  return stayV1(
    { ...known, asked: { ...ours, isHeard: true, isReplied: true } },
    ...proof,
    tellV1({ type: 'accepted', messageId: null }),
    { type: 'look-up', clientMessageId: ours.message.clientMessageId, questionId: reply.id },
  );
}

const prepended = (effects: readonly V1Effect[], next: ReadyStep): V1Step =>
  stayV1(next.state, ...effects, ...next.effects);

/** @param answer as the history has it, behind a message of which the reply told only that it was stored */
export function lookedUp(
  state: ReadyV1,
  { clientMessageId, answer }: Extract<V1Event, { type: 'looked-up' }>,
): V1Step {
  if (state.asked?.message.clientMessageId !== clientMessageId || !state.asked.isReplied)
    return stayV1(state);
  if (answer === null) return letGoV1(goneV1);
  const done = end(state, { event: answer, from: 'reply' });
  return stayV1(done.state, ...done.effects);
}
