/** Who waits for the answers in a chat. An answer that nobody waits for any more is let go on for a while, and then ended. */
export interface Listeners {
  /** Somebody listens in that chat from now on, until they call what is returned. That has an effect once. */
  join(chatId: string): () => void;
  /** Aborted once nobody has listened in that chat for so long. */
  patience(chatId: string): { readonly signal: AbortSignal; end(): void };
}

/** @param ms Infinity: every answer is generated to its end */
export const createListeners = (ms: number): Listeners => {
  interface Room {
    present: number;
    readonly answers: Set<AbortController>;
    timer: NodeJS.Timeout | undefined;
  }
  const rooms = new Map<string, Room>();

  const enter = (chatId: string): Room => {
    const room = rooms.get(chatId) ?? { present: 0, answers: new Set(), timer: undefined };
    rooms.set(chatId, room);
    return room;
  };

  const tidy = (chatId: string, { present, answers, timer }: Room): void => {
    if (present > 0 || answers.size > 0) return;
    clearTimeout(timer);
    rooms.delete(chatId);
  };

  return {
    join: (chatId) => {
      const room = enter(chatId);
      room.present += 1;
      clearTimeout(room.timer);
      let isHere = true;
      return () => {
        if (!isHere) return;
        isHere = false;
        room.present -= 1;
        if (room.present === 0 && ms !== Infinity) {
          room.timer = setTimeout(() => room.answers.forEach((answer) => answer.abort()), ms);
        }
        tidy(chatId, room);
      };
    },
    patience: (chatId) => {
      const room = enter(chatId);
      const answer = new AbortController();
      room.answers.add(answer);
      return {
        signal: answer.signal,
        end: () => {
          room.answers.delete(answer);
          tidy(chatId, room);
        },
      };
    },
  };
};
