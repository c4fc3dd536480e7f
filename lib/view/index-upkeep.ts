import type { Push } from '../messaging/contract.ts';
import type { ToSearchWorker } from '../search/search-protocol.ts';
import type { SideWorker, StartSideWorker } from '../shared/side-worker.ts';

/** ms after an answer: the next one may be asked for at once, and takes its text along. */
const afterAnswer = 5_000;

/**
 * Brings the search index of a chat up to date once an answer in it has ended, in a worker that lives for that: who opens
 * the list of chats later need not wait for it. Returns what is to be told of pushes, and what ends it.
 */
export function createIndexUpkeep(start: StartSideWorker, chatId: () => string | undefined) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let worker: SideWorker | null = null;

  function end(): void {
    worker?.close();
    worker = null;
  }

  return {
    heard(push: Push): void {
      if (push.type !== 'patch' || push.patch.type !== 'message/finish') return;
      const id = chatId();
      if (id === undefined) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        end();
        worker = start(end, end);
        worker.post({ type: 'catch-up', chatId: id } satisfies ToSearchWorker);
      }, afterAnswer);
    },
    close(): void {
      clearTimeout(timer);
      end();
    },
  };
}
