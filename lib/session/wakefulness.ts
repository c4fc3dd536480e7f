import { hasWork, type SessionState } from './state.ts';

/** What a session needs of the worker that runs it (laws 5 and 7). */
export interface Need {
  /** The worker must not fall asleep now. */
  readonly awake: boolean;
  /** Minutes after which a worker that sleeps or died has to look again; null: there is nothing to come back for. */
  readonly lookAgain: number | null;
}

export const noNeed: Need = { awake: false, lookAgain: null };

/** The shortest period that browsers grant an alarm. */
const soon = 0.5;
/** Only the network's return helps, and looking costs nothing on the wire. */
const whileOffline = 1;
/** P36: ten attempts failed; a server that is down is not helped by more. */
const whileExhausted = 5;

export function needOf(state: SessionState): Need {
  const watched = state.watchers > 0;
  if (!hasWork(state)) return { awake: watched, lookAgain: null };
  const { connection, budget } = state;
  switch (connection.at) {
    case 'closed':
      return noNeed;
    case 'halted':
      // Only a person gets any further.
      return { awake: watched, lookAgain: null };
    case 'offline':
      return { awake: watched, lookAgain: whileOffline };
    case 'exhausted':
      return { awake: watched, lookAgain: whileExhausted };
    case 'backing-off':
      // A limit may last a quarter of an hour: the alarm is there for its end.
      return { awake: watched || connection.cause !== 'rate', lookAgain: soon };
    case 'ready':
      return {
        awake: watched || budget.limitedUntil === null || state.exchange !== null,
        lookAgain: soon,
      };
    case 'idle':
    case 'creating':
    case 'connecting':
    case 'refreshing':
      return { awake: true, lookAgain: soon };
    default:
      return connection satisfies never;
  }
}

/** The most demanding of several. */
export function together(needs: readonly Need[]): Need {
  const looks = needs.map(({ lookAgain }) => lookAgain).filter((minutes) => minutes !== null);
  return {
    awake: needs.some(({ awake }) => awake),
    lookAgain: looks.length === 0 ? null : Math.min(...looks),
  };
}
