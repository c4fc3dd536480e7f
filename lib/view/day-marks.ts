/** ms. A clock that was set back, or a server's that is ahead, may date a message so far into the future. */
const mostAhead = 86_400_000;
/** Epoch ms of 2000-01-01: what is older is no time at which anything was said here. */
const earliest = 946_684_800_000;

interface Dated {
  readonly id: string;
  /** Epoch ms, by whoever wrote it: anything. */
  readonly createdAt: number;
}

/** Whether it can be the time of a message. @param at epoch ms @param now the same */
export function isSaneTime(at: number, now: number): boolean {
  return at >= earliest && at <= now + mostAhead;
}

/** Midnight of that day on this computer's calendar, epoch ms. */
export function dayStart(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Midnight after that moment: days are 23 to 25 hours long. */
export function nextDay(at: number): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

/**
 * Above which messages a new day begins, by their id, with its midnight. Days follow each other and none comes twice,
 * whatever a clock did meanwhile; a message without a time that can be true is of the day before it, and none is of tomorrow.
 * @param now epoch ms
 */
export function dayMarks(messages: readonly Dated[], now: number): ReadonlyMap<string, number> {
  const marks = new Map<string, number>();
  /** Of the day so far: no message within it needs a calendar. */
  let end = -Infinity;
  for (const { id, createdAt } of messages) {
    if (!isSaneTime(createdAt, now)) continue;
    const at = Math.min(createdAt, now);
    if (at < end) continue;
    marks.set(id, dayStart(at));
    end = nextDay(at);
  }
  return marks;
}
