import type { Ledger } from './ledger.ts';
import type { Store, StoredChat, StoredMessage } from './store/store.ts';

/** When what is said in a chat gets into its history. */
export interface StorageHabits {
  /** `with-answer`: not before there is something of its answer to store; a number: so many ms after its receipt. */
  readonly question: 'at-receipt' | 'with-answer' | number;
  /** `while-written`: from its first piece on, and growing. */
  readonly answer: 'at-its-end' | 'while-written';
}

/** A question that was taken, stored or not. */
export interface Question {
  readonly chat: StoredChat;
  readonly message: StoredMessage;
}

export type AnswerSoFar = Pick<StoredMessage, 'id' | 'content' | 'metadata'>;

/** Everything that gets into a history gets into it here. */
export interface Filing {
  /** Takes a question, for its first time or again. */
  take(chat: StoredChat, text: string, clientMessageId: string | undefined): Question;
  /** Another piece of an answer is there. An answer is never stored before its question. */
  grow(question: Question, answer: AnswerSoFar): void;
  end(question: Question, answer: AnswerSoFar): StoredMessage;
}

export interface FilingOptions {
  readonly store: Store;
  readonly habits: StorageHabits;
  readonly ledger: Ledger;
  readonly later: (ms: number, job: () => void) => void;
}

export const createFiling = ({ store, habits, ledger, later }: FilingOptions): Filing => {
  const jobs = new WeakMap<
    Question,
    { put(): void; onceThere(job: () => void): void; ended(text: string): void }
  >();

  const write = (question: Question, answer: AnswerSoFar): StoredMessage => {
    const message = store.message({ role: 'assistant', ...answer });
    if (habits.question === 'with-answer') jobs.get(question)?.put();
    jobs.get(question)?.onceThere(() => store.put(question.chat, message));
    return message;
  };

  return {
    take: (chat, text, clientMessageId) => {
      const account = ledger.open({ chatId: chat.id, text, clientMessageId: clientMessageId ?? null });
      const message = store.message({
        role: 'user',
        content: text,
        ...(clientMessageId === undefined ? {} : { client_message_id: clientMessageId }),
      });
      const question: Question = { chat, message };
      const waiting: (() => void)[] = [];
      let isStored = false;
      const put = (): void => {
        if (isStored) return;
        isStored = true;
        store.put(chat, message);
        account.stored();
        for (const job of waiting.splice(0)) job();
      };
      jobs.set(question, {
        put,
        onceThere: (job) => (isStored ? job() : void waiting.push(job)),
        ended: account.answered,
      });
      if (habits.question === 'at-receipt') put();
      else if (habits.question !== 'with-answer') later(habits.question, put);
      return question;
    },
    grow: (question, answer) => {
      if (habits.answer === 'while-written') write(question, answer);
    },
    end: (question, answer) => {
      jobs.get(question)?.ended(answer.content);
      return write(question, answer);
    },
  };
};
