import type { UserMessage } from '../shared/conversation.ts';
import type { HistoryItem } from './history.ts';
import { countAccepted } from './exchange.ts';
import { echoesIds } from './evidence.ts';
import type { SentAgain, SessionState } from './state.ts';
import { traceOf } from './trace.ts';
import { commit, emit, takeGeneration, update, type Turn } from './turn.ts';
import { wireText } from './wire-text.ts';

/** The last of them: a copy comes within a minute or not at all. */
const mostWatched = 4;

/** @param ids under which it has left, or will */
export function watchForDouble(turn: Turn, message: UserMessage, ids: readonly string[]): void {
  const again: SentAgain = { message, ids, behind: turn.state.accepted };
  update(turn, { sentAgain: [...turn.state.sentAgain, again].slice(-mostWatched) });
}

/** A message that was sent again is answered: one look whether its first copy has arrived, too. */
export function auditDoubles(turn: Turn, messageId: string): void {
  const { connection, chatId, capabilities, sentAgain } = turn.state;
  if (!sentAgain.some(({ message }) => message.id === messageId)) return;
  if (connection.at !== 'ready' || chatId === null || !capabilities.hasHistory) return;
  const generation = takeGeneration(turn);
  update(turn, { auditing: generation });
  emit(turn, { type: 'read-history', generation, chatId, look: 1 });
}

/** A message that stands in the history twice is told, and counted twice: what comes later stands behind both. */
export function noticeDoubles(turn: Turn, items: readonly HistoryItem[]): void {
  const isEchoed = echoesIds(items, turn.state.learnt);
  for (const again of turn.state.sentAgain) {
    const more = copiesOf(again, items, isEchoed) - ownOf(again, turn.state, isEchoed);
    if (more < 1) continue;
    update(turn, { sentAgain: turn.state.sentAgain.filter((other) => other !== again) });
    const { message } = again;
    if (turn.state.exchange?.message.id === message.id) continue;
    commit(
      turn,
      {
        type: 'message-put',
        message: { ...message, status: 'sent', problem: { code: 'message-doubled', messageId: message.id } },
      },
      ...Array.from({ length: more }, () => countAccepted(turn, message)),
    );
  }
}

function copiesOf(
  { message, ids, behind }: SentAgain,
  items: readonly HistoryItem[],
  isEchoed: boolean,
): number {
  const questions = items.filter(({ role }) => role === 'user');
  if (isEchoed) {
    return questions.filter(
      ({ clientMessageId }) => clientMessageId !== null && ids.includes(clientMessageId),
    ).length;
  }
  const text = wireText(message);
  return questions.slice(behind).filter(({ content }) => content === text).length;
}

/** How many of them are no copies: it itself, and what was asked since in the same words, the one that is being looked up included. */
function ownOf(
  { message, behind }: SentAgain,
  { accepted, said, exchange }: SessionState,
  isEchoed: boolean,
): number {
  if (isEchoed) return 1;
  const text = wireText(message);
  const since = said.slice(Math.max(0, behind - (accepted - said.length)));
  const asked = since.filter((trace) => trace === traceOf(text)).length;
  const isAsking = exchange?.at === 'locating' && wireText(exchange.message) === text;
  return Math.max(1, asked + (isAsking ? 1 : 0));
}
