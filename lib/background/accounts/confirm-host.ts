import { unconfirmedHost } from '../../auth/sign-in.ts';
import type { SettingsStore } from '../identity/settings-store.ts';
import type { SignInStore } from '../identity/sign-in-store.ts';
import type { WorkspaceSwitch } from '../switching/workspace-switch.ts';

/**
 * A person has said yes to a host by its name: the token of whoever is signed in may be shown to it, too. Nothing where the
 * profile in use does not ask about that one, or not any more. Rejects where storage is broken.
 */
export type ConfirmHost = (host: string) => Promise<void>;

export interface ConfirmHostOptions {
  readonly settings: Pick<SettingsStore, 'profile'>;
  readonly signIns: Pick<SignInStore, 'read' | 'confirmHost'>;
  readonly workspaceSwitch: WorkspaceSwitch;
}

export function createConfirmHost({ settings, signIns, workspaceSwitch }: ConfirmHostOptions): ConfirmHost {
  return async (host) => {
    const profile = await settings.profile();
    const kept = await signIns.read(profile);
    if (kept === null || unconfirmedHost(kept.signIn, profile) !== host) return;
    await workspaceSwitch.change(
      async () => ({}),
      () => signIns.confirmHost(profile, kept.signIn, host),
    );
  };
}
