import type { PolicySource } from '../../config/policy-source.ts';
import type { DoctorPart } from '../../doctor/doctor-part.ts';
import type { settingsRows } from '../../messaging/settings-rows.ts';
import type { LoadPart } from '../../shared/background-part.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Report } from '../../shared/report.ts';
import { ok } from '../../shared/result.ts';
import type { WebSocketConstructor } from '../../transport/websocket/text-socket.ts';
import { prohibition, type SettingsStore } from '../identity/settings-store.ts';
import type { WorkspaceFactory } from '../workspace/workspace-factory.ts';
import type { ProfileService } from '../switching/profile-service.ts';
import { done, type CommandHandlers } from './command-handlers.ts';

export interface SettingsCommandsOptions {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly workspaces: Pick<WorkspaceFactory, 'tokensOf' | 'wayTo'>;
  readonly hasAccess: (origin: string) => Promise<boolean>;
  readonly isOnline: () => boolean;
  readonly newId: () => string;
  readonly policy: Pick<PolicySource, 'lookAgain'>;
  readonly profiles: ProfileService;
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: WebSocketConstructor;
  readonly clock: Clock;
  readonly random: () => number;
  readonly report: Report;
  readonly loadDoctor: LoadPart<DoctorPart>;
}

/** The settings, saved or only tried. */
export function createSettingsCommands(
  options: SettingsCommandsOptions,
): Pick<CommandHandlers, keyof typeof settingsRows> {
  const { profiles } = options;
  /** By the page that waits for it. */
  const running = new WeakMap<AbortSignal, AbortController>();
  return {
    async 'settings/read'({ afresh }) {
      if (afresh) options.policy.lookAgain(true);
      return ok(await profiles.view());
    },
    'settings/save': async ({ profileId, settings }) => ok(await profiles.save(profileId, settings)),
    async 'profile/use'({ profileId }) {
      await profiles.use(profileId);
      return ok(await profiles.view());
    },
    async 'settings/remove'({ profileId }) {
      await profiles.remove(profileId);
      return ok(await profiles.view());
    },
    async 'settings/test'({ settings, only }, { tellStage, gone }) {
      const inUse = await options.settings.read();
      const problem = prohibition(inUse);
      // What is only typed may be tried before anything is set.
      if (problem !== null && problem.code !== 'not-set-up') {
        tellStage({ name: only ?? 'url', outcome: 'failed', problem });
        return done;
      }
      const stopping = new AbortController();
      running.get(gone)?.abort();
      running.set(gone, stopping);
      const doctor = await options.loadDoctor();
      if (!doctor.ok) {
        tellStage({ name: only ?? 'url', outcome: 'failed', problem: doctor.failure });
        return done;
      }
      await doctor.value({
        ...options,
        settings,
        only,
        tokensFor: options.workspaces.tokensOf,
        wayTo: (profile, tokens) => options.workspaces.wayTo(profile, tokens, inUse.policy.allowedProtocols),
        async forbids(profile) {
          const { current, policy } = await options.settings.read();
          return prohibition({ current: { ...current, profile: { ...profile, id: '' } }, policy });
        },
        openSocket: (url) => new options.WebSocket(url),
        onStage: tellStage,
        signal: AbortSignal.any([gone, stopping.signal]),
      });
      return done;
    },
    async 'settings/stop-test'(_, { gone }) {
      running.get(gone)?.abort();
      return done;
    },
  };
}
