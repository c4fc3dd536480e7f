import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { typeset } from '../lib/math/math-worker.ts';

/** A dedicated worker of a page that shows formulas: one that takes forever is ended, and nothing of it is felt. */
export default defineUnlistedScript(() => {
  addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const reply = typeset(data);
    if (reply !== null) postMessage(reply);
  });
});
