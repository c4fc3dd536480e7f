import type { Source } from '../shared/conversation.ts';

/** A message as the platform's history tells it. */
export interface HistoryItem {
  readonly id: string;
  readonly role: 'user' | 'assistant' | 'other';
  readonly content: string;
  readonly clientMessageId: string | null;
  /** Epoch ms; null or absent: not told. */
  readonly createdAt?: number | null;
  /** Of an answer. */
  readonly sources?: readonly Source[];
  readonly totalTokens?: number | null;
}

/** What the platform shows of a chat. Evidence, not proof (law 11): evidence.ts says what follows from it. */
export interface History {
  /** Oldest first, as far as the platform says when what was said. */
  readonly items: readonly HistoryItem[];
  /** False where the platform says that there is more than it shows. */
  readonly isWhole: boolean;
}
