/** What became of one question, however often it came: kept apart from the history, which may lie. */
export interface LedgerEntry {
  readonly chatId: string;
  readonly text: string;
  /** As its client named it; null: a client without ids. */
  readonly clientMessageId: string | null;
  /** How often it was taken. */
  readonly taken: number;
  /** How often it got into the history. */
  readonly stored: number;
  /** In full, as they were generated, whether or not anybody heard them or they were stored. */
  readonly answers: readonly string[];
}

/** One arrival of a question. */
export interface Account {
  stored(): void;
  answered(text: string): void;
}

/** The truth about a platform's chats: what tests hold a client to. */
export interface Ledger {
  /** In order of their first arrival. */
  entries(): readonly LedgerEntry[];
  of(clientMessageId: string): LedgerEntry | undefined;
  open(question: Pick<LedgerEntry, 'chatId' | 'text' | 'clientMessageId'>): Account;
}

export const createLedger = (): Ledger => {
  const entries: (Omit<LedgerEntry, 'answers' | 'taken' | 'stored'> & {
    taken: number;
    stored: number;
    answers: string[];
  })[] = [];
  const of: Ledger['of'] = (id) => entries.find(({ clientMessageId }) => clientMessageId === id);

  return {
    entries: () => entries,
    of,
    open: ({ chatId, text, clientMessageId }) => {
      let entry = entries.find((one) => clientMessageId !== null && one.clientMessageId === clientMessageId);
      if (entry === undefined) {
        entry = { chatId, text, clientMessageId, taken: 0, stored: 0, answers: [] };
        entries.push(entry);
      }
      const own = entry;
      own.taken += 1;
      return {
        stored: () => void (own.stored += 1),
        answered: (answer) => void own.answers.push(answer),
      };
    },
  };
};
