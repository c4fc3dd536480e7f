import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { highlighted } from '../lib/highlight/highlight-worker.ts';

/** A dedicated worker of a page that shows code: a grammar that takes forever is ended, and nothing of it is felt. */
export default defineUnlistedScript(() => {
  addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const reply = highlighted(data);
    if (reply !== null) postMessage(reply);
  });
});
