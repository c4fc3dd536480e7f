/** A script of ours that runs beside a page. It ends with the page at the latest. */
export interface SideWorker {
  post(said: unknown): void;
  /** Idempotent. */
  close(): void;
}

/** @param heard what it says, unread. @param failed it could not be started, or has thrown: nothing more comes of it */
export type StartSideWorker = (heard: (said: unknown) => void, failed: () => void) => SideWorker;

/** Where none can be had: fails as one does that can't be started. */
export function noSideWorker(_heard: (said: unknown) => void, failed: () => void): SideWorker {
  queueMicrotask(failed);
  return { post: () => undefined, close: () => undefined };
}
