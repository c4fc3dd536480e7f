import { isSamePlace } from '../../auth/sign-in.ts';
import { parseSettings } from '../../config/endpoint-rules.ts';
import { underPolicy } from '../../config/offered-profiles.ts';
import type { Profile } from '../../config/profile.ts';
import type { SettingsInput, SettingsSaved, SettingsView } from '../../messaging/settings-shapes.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { WorkspaceSwitch } from './workspace-switch.ts';
import type { SettingsStore } from '../identity/settings-store.ts';
import type { KnownWays } from '../platform/known-ways.ts';
import { toSettingsView } from '../identity/settings-view.ts';

/** Changes of what is connected to. Every open panel is at the new workspace once a call has resolved; calls reject where storage is broken. */
export interface ProfileService {
  view(): Promise<SettingsView>;
  /** Stored whenever it obeys the rules, whatever the platform would say to it; in use from then on. */
  save(profileId: string, settings: SettingsInput): Promise<SettingsSaved>;
  /** Nothing where there is no such profile. */
  use(profileId: string): Promise<void>;
  /** A person's own. What was said with it stays stored; their sign-in does not, where no other profile needs it. */
  remove(profileId: string): Promise<void>;
}

export interface ProfileServiceOptions {
  readonly settings: SettingsStore;
  readonly workspaceSwitch: WorkspaceSwitch;
  readonly redirectUrl: () => string;
  readonly knownWays: Pick<KnownWays, 'read'>;
  /** Ends the sign-in at that profile's place. */
  readonly leave: (profile: Profile) => Promise<void>;
}

export function createProfileService(options: ProfileServiceOptions): ProfileService {
  const { settings, workspaceSwitch, redirectUrl, leave } = options;
  const view = async (): Promise<SettingsView> => {
    const read = await settings.read();
    return toSettingsView(read, redirectUrl(), await options.knownWays.read(read.current.profile));
  };
  // A, B, A in quick succession: beside the first two the last would find A in use still, and B would follow it.
  const inOrder = createSerialQueue();

  return {
    view,
    async save(profileId, typed) {
      const { all, policy } = await settings.read();
      const before = all.find(({ profile }) => profile.id === profileId);
      const isForbidden = before === undefined ? !policy.ownProfiles : before.isManaged;
      // The page shows them as locked: only one that is out of date asks for it.
      if (isForbidden) return { errors: { name: { code: 'set-by-organisation' } }, view: await view() };
      const parsed = parseSettings(typed);
      if (!parsed.ok) return { errors: parsed.failure, view: await view() };
      const connection = underPolicy(parsed.value, policy);
      await workspaceSwitch.change(
        async () => ({ profile: { ...connection, id: profileId } }),
        () => settings.save(profileId, connection),
      );
      return { errors: {}, view: await view() };
    },
    use: (profileId) =>
      inOrder(async () => {
        const { all, current } = await settings.read();
        const next = all.find(({ profile }) => profile.id === profileId);
        if (next === undefined || next === current) return;
        await workspaceSwitch.change(
          async () => ({ profile: next.profile }),
          () => settings.use(profileId),
        );
      }),
    async remove(profileId) {
      const { all, current } = await settings.read();
      const gone = all.find(({ profile }) => profile.id === profileId);
      if (gone === undefined || gone.isManaged) return;
      if (gone !== current) await settings.remove(profileId);
      else
        await workspaceSwitch.change(
          async () => ({ profile: (await settings.without(profileId)).current.profile }),
          () => settings.remove(profileId),
        );
      // Nobody would find its tokens again, to be rid of them.
      const { all: left } = await settings.read();
      if (!left.some(({ profile }) => isSamePlace(profile, gone.profile))) await leave(gone.profile);
    },
  };
}
