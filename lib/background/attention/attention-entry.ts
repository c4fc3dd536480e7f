import type { WaitingChats } from '../../shared/attention-signs.ts';
import type { Message } from '../../shared/conversation.ts';
import type { AttentionEntry } from '../../storage/attention-entry.ts';
import { questionFate } from './question-fate.ts';

/** A question of that chat and the answer to it, as they are stored. */
export interface AskedQuestion {
  readonly id: string;
  readonly question: Message | null;
  readonly answer: Message | null;
}

/**
 * What has become of the questions that were under way when the chat was left. null: there is nothing to tell, and nothing
 * to wait for. The very same entry: nothing has changed.
 */
export function withFates(entry: AttentionEntry, asked: readonly AskedQuestion[]): AttentionEntry | null {
  let { end, about } = entry;
  const awaited: string[] = [];
  for (const { id, question, answer } of asked) {
    const fate = questionFate(question, answer);
    if (fate === 'open') awaited.push(id);
    else if (fate !== 'over') {
      end = fate;
      about = id;
    }
  }
  if (awaited.length === 0 && end === null) return null;
  const isSame = awaited.length === entry.awaited.length && about === entry.about && end === entry.end;
  return isSame ? entry : { ...entry, awaited, end, about };
}

/** What the toolbar button says. */
export function waitingChats(entries: readonly AttentionEntry[]): WaitingChats {
  const needs = entries.filter(({ end }) => end === 'needs-person').length;
  return { answers: entries.filter(({ end }) => end !== null).length - needs, needs };
}
