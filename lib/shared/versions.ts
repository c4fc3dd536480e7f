/** What of a message says whose place it takes. */
export interface Versioned {
  readonly role: 'user' | 'assistant';
  readonly id: string;
  /** Of a question: the first version's id. */
  readonly replaces?: string | undefined;
}

/** The versions of one turn, the first one first: each a question, and what was answered to it. */
export type Versions<Said> = readonly (readonly Said[])[];

/**
 * Messages in their order, oldest first, as turns. A question that replaces another is a version of the turn before it, and
 * of no other: where something else was said in between, or the replaced one is not among the messages, it is a turn of its
 * own. So every message is in exactly one version, and the order is the one in which it was said.
 */
export function turnsOf<Said extends Versioned>(messages: readonly Said[]): Versions<Said>[] {
  const turns: Said[][][] = [];
  for (const message of messages) {
    const turn = turns.at(-1);
    if (turn !== undefined && message.role === 'assistant') turn.at(-1)?.push(message);
    else if (turn !== undefined && message.replaces !== undefined && message.replaces === firstOf(turn))
      turn.push([message]);
    else turns.push([[message]]);
  }
  return turns;
}

/** The id that a further version of the turn replaces; undefined: its question is not among the messages. */
export function firstOf<Said extends Versioned>([version]: Versions<Said>): string | undefined {
  const first = version?.[0];
  return first?.role === 'user' ? (first.replaces ?? first.id) : undefined;
}
