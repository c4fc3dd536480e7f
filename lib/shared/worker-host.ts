/** What keeps a worker awake, or brings it back. */
export interface WorkerHost {
  /** Lets the browser wake the worker every so many minutes; null: no more. Replaces what was set before, also by an earlier worker. */
  setAlarm(minutes: number | null): void;
  /** Lets the browser wake the worker once a day, to delete what has grown old. */
  setDaily(isWanted: boolean): void;
  /** Any call of the extension API: it is what Firefox, and Chrome without a socket, count as activity. */
  extendLifetime(): void;
  /** Calls back every `ms`, until the returned function is called. */
  every(ms: number, callback: () => void): () => void;
}
