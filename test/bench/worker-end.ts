import type { CDPSession, Protocol } from 'puppeteer-core';

/** ms for a worker to go away. */
const patience = 15_000;

/**
 * Ends the service worker of an extension as the browser does when it is idle; resolves once it is gone. A target that
 * goes away would not tell: where a page starts the worker anew at once, the target stays.
 *
 * @param devtools of any page of the same browser
 * @param host the extension's id
 */
export async function endWorker(devtools: CDPSession, host: string): Promise<void> {
  const ended = new Promise<void>((done, failed) => {
    const asked = new Set<string>();
    const timer = setTimeout(() => end(new Error('The service worker did not end.')), patience);
    const end = (error?: Error): void => {
      clearTimeout(timer);
      devtools.off('ServiceWorker.workerVersionUpdated', look);
      if (error) failed(error);
      else done();
    };
    const look = ({ versions }: Protocol.ServiceWorker.WorkerVersionUpdatedEvent): void => {
      for (const { versionId, runningStatus, scriptURL } of versions) {
        // Another extension's.
        if (new URL(scriptURL).host !== host) continue;
        if (asked.has(versionId)) {
          if (runningStatus === 'stopped' || runningStatus === 'starting') end();
        } else if (runningStatus === 'running') {
          asked.add(versionId);
          devtools.send('ServiceWorker.stopWorker', { versionId }).catch(end);
        }
      }
    };
    devtools.on('ServiceWorker.workerVersionUpdated', look);
  });
  // Tells of every worker there is, then of what happens to them.
  await Promise.all([ended, devtools.send('ServiceWorker.enable')]);
  await devtools.send('ServiceWorker.disable');
}
