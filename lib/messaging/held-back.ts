import type { CommandName } from './commands.ts';
import type { PagePort } from './page-port.ts';

export interface HeldBack<Name extends CommandName> {
  readonly port: PagePort<Name>;
  /** Tells what was held back, in order; from now on at once. */
  release(): void;
}

/**
 * A port that tells its page nothing yet, and keeps it. Asking works. React takes a drawn page over only as it was drawn: a
 * background that is quicker would have it thrown away, with the focus in it and the draft.
 */
export function holdBack<Name extends CommandName>(port: PagePort<Name>): HeldBack<Name> {
  let held: (() => void)[] | null = [];

  const inOrder =
    <Told>(listener: (told: Told) => void) =>
    (told: Told): void => {
      if (held === null) listener(told);
      else held.push(() => listener(told));
    };

  return {
    port: {
      ...port,
      subscribe: (listener) => port.subscribe(inOrder(listener)),
      onTrouble: (listener) => port.onTrouble(inOrder(listener)),
    },
    release() {
      const tell = held ?? [];
      held = null;
      for (const next of tell) next();
    },
  };
}
