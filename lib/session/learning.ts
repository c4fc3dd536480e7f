import type { UserMessage } from '../shared/conversation.ts';
import type { HistoryItem } from './history.ts';
import { echoesIds, type Learnt } from './evidence.ts';
import { traceOf } from './trace.ts';
import { commit, update, type Turn } from './turn.ts';
import { wireText } from './wire-text.ts';

/** Of each kind: as many as a chat can have in the time that a history is read back for. */
const mostDoubtful = 20;

function learn(turn: Turn, more: Partial<Learnt>): void {
  const learnt = { ...turn.state.learnt, ...more };
  update(turn, { learnt });
  commit(turn, { type: 'chat-learnt', learnt });
}

/** It may stand in the history, or not: from now on its text proves nothing. */
export function doubt(turn: Turn, message: UserMessage): void {
  const { doubtful } = turn.state.learnt;
  learn(turn, { doubtful: [...doubtful, traceOf(wireText(message))].slice(-mostDoubtful) });
}

/** Once seen, never forgotten: a platform that has echoed an id knows them. */
export function learnFrom(turn: Turn, items: readonly HistoryItem[]): void {
  const { learnt } = turn.state;
  if (!learnt.echoesIds && echoesIds(items, learnt)) learn(turn, { echoesIds: true });
}

export const mostElsewhere = 200;

/** They are shown. */
export function learnElsewhere(turn: Turn, ids: readonly string[]): void {
  if (ids.length === 0) return;
  learn(turn, { elsewhere: [...turn.state.learnt.elsewhere, ...ids].slice(-mostElsewhere) });
}

/** Another chat holds none of what this one may hold. */
export function forgetDoubts(turn: Turn): void {
  const { readBack, ...learnt } = turn.state.learnt;
  if (learnt.doubtful.length === 0 && readBack === undefined) return;
  update(turn, { learnt });
  learn(turn, { doubtful: [] });
}
