import type { SideWorker } from '../shared/side-worker.ts';

/** The page's own worker that searches chats (lib/search). It reads this browser's database, and has no way out of it. */
export function startSearchWorker(heard: (said: unknown) => void, failed: () => void): SideWorker {
  const worker = new Worker('/search-worker.js');
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => heard(data));
  worker.addEventListener('error', failed);
  return {
    // A worker has no origin that could be named.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    post: (said) => worker.postMessage(said),
    close: () => worker.terminate(),
  };
}
