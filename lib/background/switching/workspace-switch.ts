import { isSamePlace, type Place } from '../../auth/sign-in.ts';
import type { Profile } from '../../config/profile.ts';
import type { Activity } from '../activity/activity.ts';
import { moveDraftsBack, moveDrafts, type MoveDraftsOptions } from './move-drafts.ts';
import type { UnsentMessages, Side } from '../workspace/unsent-messages.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import type { SettingsStore } from '../identity/settings-store.ts';
import { partitionFor, type KeptSignIn, type SignInStore } from '../identity/sign-in-store.ts';
import type { WindowConversations } from '../panels/window-conversations.ts';

/** What will be other than it is. What is absent stays; `kept: null` signs out. */
export interface WorkspaceChange {
  readonly profile?: Profile;
  readonly kept?: KeptSignIn | null;
}

/** From one (API origin, tenant, user) to another: other settings, another profile, another person. */
export interface WorkspaceSwitch {
  /**
   * Stores what changes, while no session runs; every open panel is at the new workspace then. Rejects where storage is
   * broken; nothing has changed then.
   */
  change(next: (before: Profile) => Promise<WorkspaceChange>, store: () => Promise<void>): Promise<void>;
}

export interface WorkspaceSwitchOptions extends MoveDraftsOptions {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly signIns: Pick<SignInStore, 'read'>;
  readonly unsentMessages: Pick<UnsentMessages, 'note'>;
  readonly windows: Pick<WindowConversations, 'write'>;
  readonly activity: Pick<Activity, 'forgetPages'>;
  readonly activeWorkspace: Pick<ActiveWorkspace, 'whileClosed' | 'shown'>;
}

interface Standing extends Side, Place {
  readonly isSignedOut: boolean;
}

function standing(profile: Profile, kept: KeptSignIn | null): Standing {
  const { apiUrl, tenantId } = profile;
  return { apiUrl, tenantId, isSignedOut: kept === null, partition: partitionFor(profile, kept) };
}

export function createWorkspaceSwitch(options: WorkspaceSwitchOptions): WorkspaceSwitch {
  const { settings, signIns, unsentMessages, windows, activeWorkspace } = options;

  /** What a person typed before they signed in, or had said where the assistant is, goes along. */
  async function moveTyped(from: Standing, to: Standing, moved: Map<string, string>): Promise<void> {
    const shown = new Set(activeWorkspace.shown().map(({ conversationId }) => conversationId));
    await moveDrafts(options, { from: from.partition, to: to.partition, shown, moved });
    await showInWindows((conversationId) => moved.get(conversationId));
  }

  async function showInWindows(next: (conversationId: string) => string | undefined): Promise<void> {
    for (const { windowId, conversationId } of activeWorkspace.shown()) {
      const id = next(conversationId);
      if (id !== undefined && windowId !== null) await windows.write(windowId, id);
    }
  }

  async function putBack(from: Standing, moved: Map<string, string>): Promise<void> {
    await moveDraftsBack(options.store, { from: from.partition, moved });
    await showInWindows((conversationId) => (moved.has(conversationId) ? conversationId : undefined));
  }

  return {
    change: (next, store) =>
      activeWorkspace.whileClosed(async () => {
        const { current, isUnset } = await settings.read();
        const { profile } = current;
        const from = standing(profile, await signIns.read(profile));
        const change = await next(profile);
        const later = change.profile ?? profile;
        const kept = change.kept === undefined ? await signIns.read(later) : change.kept;
        const to = standing(later, kept);
        // All of it before anything is stored: a worker that dies in between is asked again, and does the same again.
        const isEntry = isUnset || (isSamePlace(from, to) && from.isSignedOut && !to.isSignedOut);
        const moved = new Map<string, string>();
        try {
          if (isEntry) await moveTyped(from, to, moved);
          // What a person said signed in is offered to nobody: it may be another one who is at the new place.
          if (from.isSignedOut) await unsentMessages.note(from, to);
          await store();
          if (from.partition !== to.partition) options.activity.forgetPages();
        } catch (error) {
          // What was thrown first says why; that it could not be put back either adds nothing.
          await putBack(from, moved).catch(() => undefined);
          throw error;
        }
      }),
  };
}
