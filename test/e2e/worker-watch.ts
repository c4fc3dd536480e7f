import type { CDPSession, Protocol } from 'puppeteer-core';
import type { World } from './world.ts';

/** What the service worker asks of the network, and what it says, over all its lives from now on. */
export interface WorkerWatch {
  /** Addresses of requests and of WebSockets. */
  requests(): readonly string[];
  /** Whatever it writes to the console, as far as a person can unfold it there; uncaught errors, too. */
  said(): readonly string[];
  stop(): Promise<void>;
}

/** The words and values of a call of the console. */
export const consoleWords = ({ args }: Protocol.Runtime.ConsoleAPICalledEvent): string =>
  JSON.stringify(args.map(({ value, description, preview }) => [value, description, preview]));

/**
 * Every worker is held at its start until it is watched: nothing of its first turn is missed. A worker that is watched
 * outlives its end in the browser's list of targets, and so can't be killed for sure: where that is done steadily, nothing
 * is watched.
 */
export async function watchWorker({
  extension,
  isKilledSteadily,
}: Pick<World, 'extension' | 'isKilledSteadily'>): Promise<WorkerWatch> {
  if (isKilledSteadily) return { requests: () => [], said: () => [], stop: async () => undefined };
  const requests: string[] = [];
  const said: string[] = [];

  async function watch(worker: CDPSession): Promise<void> {
    worker.on('Network.requestWillBeSent', ({ request }) => requests.push(request.url));
    worker.on('Network.webSocketCreated', ({ url }) => requests.push(url));
    worker.on('Runtime.consoleAPICalled', (call) => said.push(consoleWords(call)));
    worker.on('Runtime.exceptionThrown', (thrown) => said.push(JSON.stringify(thrown)));
    worker.on('Log.entryAdded', ({ entry }) => said.push(JSON.stringify(entry)));
    await Promise.all(
      (['Network.enable', 'Runtime.enable', 'Log.enable', 'Runtime.runIfWaitingForDebugger'] as const).map(
        (command) => worker.send(command),
      ),
    );
  }

  // The only service worker in this browser is ours.
  const session = await extension.browser.target().createCDPSession();
  session.on('sessionattached', (worker) => {
    // One that is killed at once hears nothing any more.
    void watch(worker).catch(() => undefined);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'service_worker' }],
  });

  return {
    requests: () => requests,
    said: () => said,
    stop: () => session.detach(),
  };
}
