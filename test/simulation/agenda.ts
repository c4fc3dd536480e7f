/** Something that will happen, unless it is called off. */
export interface Entry {
  callOff(): void;
}

/** What is to happen when, in ms since the beginning of the simulation. Things of one ms happen in the order in which they were entered. */
export interface Agenda {
  /** ms */
  now(): number;
  /** @param ms whole, from now on; 0 is still this ms, behind what is entered already. */
  in(ms: number, happen: () => void): Entry;
  /** Until nothing is left to happen. */
  run(): void;
}

const nothing = (): void => undefined;

export function createAgenda(): Agenda {
  // One slot per ms: cheaper than a heap for some hundred thousand slots, and ties need no rule of their own.
  const slots: ({ happen: () => void }[] | undefined)[] = [];
  let now = 0;
  return {
    now: () => now,
    in(ms, happen) {
      const entry = {
        happen,
        callOff() {
          // What it held on to is let go now, not when its time would have come.
          entry.happen = nothing;
        },
      };
      // Without holes: an array with a far end and nothing before it would be searched like a map.
      while (slots.length <= now + ms) slots.push(undefined);
      (slots[now + ms] ??= []).push(entry);
      return entry;
    },
    run() {
      for (; now < slots.length; now += 1) {
        const slot = slots[now];
        if (slot === undefined) continue;
        // Grows while it is walked: what is entered for this very ms is walked as well.
        for (const entry of slot) entry.happen();
        slots[now] = undefined;
      }
    },
  };
}
