import type { Clock } from '../../shared/clock.ts';
import { signedOut } from '../../auth/token-source.ts';
import { runConnectionTest } from '../../doctor/connection-test.ts';
import type { Report } from '../../shared/report.ts';
import type { StoredData } from '../../storage/stored-data.ts';
import type { WebSocketConstructor } from '../../transport/websocket-v3/chat-socket.ts';
import type { EraseAll } from '../data/erase-all.ts';
import type { OptionsServices } from './options-commands.ts';
import type { ProfileService } from '../switching/profile-service.ts';
import type { Retention } from '../data/retention.ts';
import { prohibition, type SettingsStore } from '../identity/settings-store.ts';

export interface OptionsServicesOptions {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly profiles: ProfileService;
  readonly data: Pick<StoredData, 'conversations'>;
  readonly retention: Pick<Retention, 'keepFor' | 'setting'>;
  readonly eraseAll: EraseAll;
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: WebSocketConstructor;
  readonly clock: Clock;
  readonly random: () => number;
  readonly report: Report;
}

/** What the options page can ask for, of those who do it. */
export function createOptionsServices(options: OptionsServicesOptions): OptionsServices {
  const { data, retention, eraseAll, report } = options;
  return {
    profiles: options.profiles,
    report,
    readData: async () => {
      const keeping = await retention.setting();
      return { ...keeping, conversations: await data.conversations() };
    },
    keepFor: (days) => retention.keepFor(days),
    erase: () => eraseAll.erase(),
    async test(settings, onStage, signal) {
      const problem = prohibition(await options.settings.read());
      if (problem !== null) return onStage({ name: 'url', outcome: 'failed', problem });
      await runConnectionTest({
        settings,
        // Signed in or not is a later stage's question; a token never goes to an address that is only being tried.
        tokensFor: () => signedOut,
        openSocket: (url) => new options.WebSocket(url),
        fetch: options.fetch,
        clock: options.clock,
        random: options.random,
        onStage,
        report,
        signal,
      });
    },
  };
}
