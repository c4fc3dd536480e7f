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
  const again: SentAgain = { message, ids, behind: turn.state.accepted, isAccepted: false };
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
    const copies = isEchoed ? copiesById(again, items) : copiesByText(again, items, turn.state);
    if (copies < 2) continue;
    update(turn, { sentAgain: turn.state.sentAgain.filter((other) => other !== again) });
    const { message } = again;
    if (turn.state.exchange?.message.id === message.id) continue;
    commit(
      turn,
      {
        type: 'message-put',
        message: { ...message, status: 'sent', problem: { code: 'message-doubled', messageId: message.id } },
      },
      ...Array.from({ length: copies - 1 }, () => countAccepted(turn, message)),
    );
  }
}

const questionsOf = (items: readonly HistoryItem[]): readonly HistoryItem[] =>
  items.filter(({ role }) => role === 'user');

function copiesById({ ids }: SentAgain, items: readonly HistoryItem[]): number {
  return questionsOf(items).filter(
    ({ clientMessageId }) => clientMessageId !== null && ids.includes(clientMessageId),
  ).length;
}

/** As many as no other question with the same words accounts for; none, where none is known to have arrived. */
function copiesByText(
  { message, behind, isAccepted }: SentAgain,
  items: readonly HistoryItem[],
  { accepted, said, exchange }: Pick<SessionState, 'accepted' | 'said' | 'exchange'>,
): number {
  if (!isAccepted) return 0;
  const text = wireText(message);
  const trace = traceOf(text);
  const since = said.slice(Math.max(0, said.length - (accepted - behind)));
  // One that nobody has reacted to yet is not counted so far, and may stand there.
  const isAsking =
    (exchange?.at === 'transmitted' || exchange?.at === 'locating') && wireText(exchange.message) === text;
  const others = Math.max(0, since.filter((other) => other === trace).length - 1) + (isAsking ? 1 : 0);
  const alike = questionsOf(items)
    .slice(behind)
    .filter(({ content }) => content === text).length;
  return alike - others;
}
