import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createSearchWorker } from '../lib/search/search-worker.ts';
import { createDatabaseSource } from '../lib/storage/database-source.ts';
import { databaseName, openDatabase } from '../lib/storage/database.ts';

/**
 * A dedicated worker of a page that searches chats: beside the page, so that nothing of it is felt there, and none of the
 * background, which knows nothing of it. It ends with its page.
 */
export default defineUnlistedScript(() => {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.addEventListener('message', () => waiting.shift()?.());
  port1.start();

  const worker = createSearchWorker({
    source: createDatabaseSource((lost) => openDatabase(databaseName, lost)),
    post: (told) => postMessage(told),
    now: () => performance.now(),
    pause: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        port2.postMessage(null);
      }),
  });
  addEventListener('message', ({ data }: MessageEvent<unknown>) => worker.receive(data));
});
