import { signedOut } from '../auth/token-source.ts';
import { runConnectionTest } from '../doctor/connection-test.ts';
import type { Items } from '../storage/items.ts';
import type { StoredData } from '../storage/stored-data.ts';
import type { WebSocketConstructor } from '../transport/websocket/chat-socket.ts';
import type { Erasure } from './erasure.ts';
import type { LeftBehind } from './left-behind.ts';
import type { OptionsServices } from './options-commands.ts';
import type { Retention } from './retention.ts';
import type { Clock } from './session-timers.ts';

export interface OptionsServicesOptions {
  readonly items: Pick<Items, 'profile' | 'keepDays'>;
  readonly data: Pick<StoredData, 'conversations'>;
  readonly leftBehind: Pick<LeftBehind, 'note'>;
  readonly retention: Pick<Retention, 'keepFor'>;
  readonly erasure: Erasure;
  /** Does it while no session runs, and moves every open panel to the desk of the profile that is stored then. */
  readonly whileClosed: (job: () => Promise<void>) => Promise<void>;
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: WebSocketConstructor;
  readonly clock: Clock;
  readonly random: () => number;
}

/** What the options page can ask for, of those who do it. */
export function createOptionsServices(options: OptionsServicesOptions): OptionsServices {
  const { items, data, leftBehind, retention, erasure, whileClosed } = options;
  return {
    readProfile: () => items.profile.read(),
    changeProfile: (profile) =>
      whileClosed(async () => {
        await leftBehind.note(await items.profile.read(), profile);
        await items.profile.write(profile);
      }),
    readData: async () => ({
      keepDays: await items.keepDays.read(),
      conversations: await data.conversations(),
    }),
    keepFor: (days) => retention.keepFor(days),
    erase: () => erasure.erase(),
    async test(settings, onStage, signal) {
      await runConnectionTest({
        settings,
        // Signed in or not is a later stage's question; a token never goes to an address that is only being tried.
        tokensFor: () => signedOut,
        openSocket: (url) => new options.WebSocket(url),
        fetch: options.fetch,
        clock: options.clock,
        random: options.random,
        onStage,
        signal,
      });
    },
  };
}
