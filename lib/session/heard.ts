import { linkChat } from './chat.ts';
import { connectionClosed } from './connection-end.ts';
import { giveWay } from './connection.ts';
import { isOfConnection } from './connection-problem.ts';
import { sendNext } from './delivery.ts';
import { limitRate, refuse } from './refusal.ts';
import { resumeRepair } from './repair.ts';
import { answerHeard, damaged } from './stream.ts';
import type { TransportCapabilities, TransportEvent } from './transport-event.ts';
import { setConnection, setTimer, update, type Turn } from './turn.ts';

/** P31: a connection that lasted this long was not a loop of refused tokens. */
const provenAfterMs = 20_000;

/** One word of the connection in use. */
export function heard(turn: Turn, event: TransportEvent): void {
  const isReady = turn.state.connection.at === 'ready';
  switch (event.type) {
    case 'progress':
      return progressed(turn);
    case 'ready':
      return becameReady(turn, event.capabilities);
    case 'superseded':
      return superseded(turn);
    case 'chat-named':
      return turn.state.chatId === null ? linkChat(turn, event.chatId) : undefined;
    case 'accepted':
    case 'started':
    case 'text':
    case 'completed':
      return isReady ? answerHeard(turn, event) : undefined;
    case 'damaged':
      return damaged(turn);
    case 'refused':
      return isReady ? refuse(turn, event) : undefined;
    case 'limited':
      return isReady ? limitRate(turn, event.retryAfterMs) : undefined;
    case 'closed':
      return connectionClosed(turn, event.end);
    default:
      return event satisfies never;
  }
}

function progressed(turn: Turn): void {
  const { connection } = turn.state;
  if (connection.at === 'connecting') setConnection(turn, { ...connection, isStartingUp: true });
}

/** P8, P35 */
function becameReady(turn: Turn, capabilities: TransportCapabilities = turn.state.capabilities): void {
  const { connection, problem } = turn.state;
  if (connection.at !== 'connecting') return;
  update(turn, {
    failures: 0,
    capabilities,
    problem: problem !== null && isOfConnection(problem) ? null : problem,
  });
  setConnection(turn, { at: 'ready', generation: connection.generation });
  setTimer(turn, 'proven', provenAfterMs);
  resumeRepair(turn);
  sendNext(turn);
}

/** What is under way goes on, and ends, on its own way. */
function superseded(turn: Turn): void {
  const { connection } = turn.state;
  if (connection.at !== 'ready') return;
  setConnection(turn, { ...connection, isSuperseded: true });
  giveWay(turn);
}
