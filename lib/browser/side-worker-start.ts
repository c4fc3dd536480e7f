import type { StartSideWorker } from '../shared/side-worker.ts';

/** Starts a worker of the page, of a script of our own package. None has a way out of this browser. */
export function sideWorkerStart(script: 'search' | 'highlight' | 'math'): StartSideWorker {
  return (heard, failed) => {
    const worker = new Worker(`/${script}-worker.js`);
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => heard(data));
    worker.addEventListener('error', failed);
    return {
      // A worker has no origin that could be named.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      post: (said) => worker.postMessage(said),
      close: () => worker.terminate(),
    };
  };
}
