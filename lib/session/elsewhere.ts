import { unfence } from '../page-context/fence.ts';
import type { HistoryItem } from './history.ts';
import { echoesIds } from './evidence.ts';
import { learnElsewhere } from './learning.ts';
import { commit, update, type Turn } from './turn.ts';

/**
 * What was said in this chat from elsewhere: told as what it is, and never taken for ours. Only where the platform echoes ids:
 * without, another's question can't be told from our own. An answer that nothing follows may still be being written, and is
 * left for the next look.
 */
export function showElsewhere(turn: Turn, items: readonly HistoryItem[]): void {
  if (!echoesIds(items, turn.state.learnt)) return;
  const first = items.findIndex(({ clientMessageId }) => clientMessageId !== null);
  if (first === -1) return;
  const shown: string[] = [];
  let question: HistoryItem | null = null;
  const oldest = items.length - mostItems;
  for (const [index, item] of items.entries()) {
    if (index < oldest) continue;
    if (item.role === 'user') {
      question = index > first && item.clientMessageId === null ? item : null;
      if (question !== null) shown.push(...show(turn, question, null));
    } else if (
      item.role === 'assistant' &&
      item.content !== '' &&
      index < items.length - 1 &&
      question !== null
    ) {
      shown.push(...show(turn, item, question));
    }
  }
  learnElsewhere(turn, shown);
}

/** Of a history, the newest: fewer than are remembered as shown, and no server fills the disk with them. */
const mostItems = 100;

const idOf = (item: HistoryItem): string => `elsewhere-${item.id}`;

/** Returns its id, unless it is shown already. */
function show(turn: Turn, item: HistoryItem, question: HistoryItem | null): string[] {
  if (turn.state.learnt.elsewhere.includes(item.id)) return [];
  const { conversationId, nextOrdinal } = turn.state;
  update(turn, { nextOrdinal: nextOrdinal + 1 });
  const common = {
    id: idOf(item),
    conversationId,
    ordinal: nextOrdinal,
    createdAt: turn.now,
    isElsewhere: true,
  };
  commit(turn, {
    type: 'message-put',
    message:
      question === null
        ? { ...common, role: 'user', text: unfence(item.content).words, attachments: [], status: 'sent' }
        : {
            ...common,
            role: 'assistant',
            replyTo: idOf(question),
            text: item.content,
            status: 'complete',
            serverId: item.id,
            sources: [...(item.sources ?? [])],
          },
  });
  return [item.id];
}
