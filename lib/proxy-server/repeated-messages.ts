/**
 * A browser repeats a request by itself where a line that it had used before breaks ahead of the reply, a POST too. So that
 * such a message is not asked twice, the second one is answered with what comes of the first.
 */
export interface RepeatedMessages<Outcome> {
  /** @param key null: nothing says whether it came before */
  once(key: string | null, ask: () => Promise<Outcome>): Promise<Outcome>;
}

export interface RepeatedMessagesOptions<Outcome> {
  /** Not to be remembered: it was not taken, so that it may be asked again and has to be; or it is too much to keep. */
  readonly isForgotten: (outcome: Outcome) => boolean;
  /** ms for which an outcome is remembered. */
  readonly keptMs: number;
  /** Outcomes. The oldest are forgotten first. */
  readonly most: number;
}

export function createRepeatedMessages<Outcome>({
  isForgotten,
  keptMs,
  most,
}: RepeatedMessagesOptions<Outcome>): RepeatedMessages<Outcome> {
  const known = new Map<string, Promise<Outcome>>();

  function forget(key: string, asked: Promise<Outcome>): void {
    if (known.get(key) === asked) known.delete(key);
  }

  async function watch(key: string, ask: () => Promise<Outcome>): Promise<Outcome> {
    const asked = ask();
    known.set(key, asked);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    let isKept = false;
    try {
      const outcome = await asked;
      isKept = !isForgotten(outcome);
      return outcome;
    } finally {
      if (isKept) setTimeout(() => forget(key, asked), keptMs).unref();
      else forget(key, asked);
    }
  }

  return {
    once(key, ask) {
      if (key === null) return ask();
      return known.get(key) ?? watch(key, ask);
    },
  };
}
