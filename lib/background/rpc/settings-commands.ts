import { signedOut } from '../../auth/token-source.ts';
import { runConnectionTest } from '../../doctor/connection-test.ts';
import type { settingsRows } from '../../messaging/settings-rows.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Report } from '../../shared/report.ts';
import { ok } from '../../shared/result.ts';
import type { WebSocketConstructor } from '../../transport/websocket/text-socket.ts';
import { prohibition, type SettingsStore } from '../identity/settings-store.ts';
import type { ProfileService } from '../switching/profile-service.ts';
import { done, type CommandHandlers } from './command-handlers.ts';

export interface SettingsCommandsOptions {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly profiles: ProfileService;
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: WebSocketConstructor;
  readonly clock: Clock;
  readonly random: () => number;
  readonly report: Report;
}

/** The settings, saved or only tried. */
export function createSettingsCommands(
  options: SettingsCommandsOptions,
): Pick<CommandHandlers, keyof typeof settingsRows> {
  const { profiles } = options;
  return {
    'settings/read': async () => ok(await profiles.view()),
    'settings/save': async ({ profileId, settings }) => ok(await profiles.save(profileId, settings)),
    async 'settings/remove'({ profileId }) {
      await profiles.remove(profileId);
      return ok(await profiles.view());
    },
    async 'settings/test'({ settings }, { tellStage, gone }) {
      const problem = prohibition(await options.settings.read());
      if (problem !== null) {
        tellStage({ name: 'url', outcome: 'failed', problem });
        return done;
      }
      await runConnectionTest({
        settings,
        // Signed in or not is a later stage's question; a token never goes to an address that is only being tried.
        tokensFor: () => signedOut,
        openSocket: (url) => new options.WebSocket(url),
        fetch: options.fetch,
        clock: options.clock,
        random: options.random,
        onStage: tellStage,
        report: options.report,
        signal: gone,
      });
      return done;
    },
  };
}
