import { isSamePlace, type Place } from '../../auth/sign-in.ts';
import type { Profile } from '../../config/profile.ts';
import { carryBack, carryOver, type CarryOverOptions } from './move-drafts.ts';
import type { LeftBehind, Side } from '../workspace/unsent-messages.ts';
import type { Office } from '../panels/active-workspace.ts';
import type { SettingsBook } from '../identity/settings-store.ts';
import { partitionFor, type KeptSignIn, type SignIns } from '../identity/sign-in-store.ts';
import type { WindowMemory } from '../panels/window-conversations.ts';

/** What will be other than it is. What is absent stays; `kept: null` signs out. */
export interface Passage {
  readonly profile?: Profile;
  readonly kept?: KeptSignIn | null;
}

/** From one (API origin, tenant, user) to another: other settings, another profile, another person. */
export interface Passages {
  /**
   * Stores what changes, while no session runs; every open panel is at the new desk then. Rejects where storage is
   * broken; nothing has changed then.
   */
  change(next: (before: Profile) => Promise<Passage>, store: () => Promise<void>): Promise<void>;
}

export interface PassagesOptions extends CarryOverOptions {
  readonly settings: Pick<SettingsBook, 'profile'>;
  readonly signIns: Pick<SignIns, 'read'>;
  readonly leftBehind: Pick<LeftBehind, 'note'>;
  readonly windows: Pick<WindowMemory, 'write'>;
  readonly office: Pick<Office, 'whileClosed' | 'shown'>;
}

interface Standing extends Side, Place {
  readonly isSignedOut: boolean;
}

function standing(profile: Profile, kept: KeptSignIn | null): Standing {
  const { apiUrl, tenantId } = profile;
  return { apiUrl, tenantId, isSignedOut: kept === null, partition: partitionFor(profile, kept) };
}

export function createPassages(options: PassagesOptions): Passages {
  const { settings, signIns, leftBehind, windows, office } = options;

  /** What a person typed before they signed in goes along. */
  async function carry(from: Standing, to: Standing, moved: Map<string, string>): Promise<void> {
    const shown = new Set(office.shown().map(({ conversationId }) => conversationId));
    await carryOver(options, { from: from.partition, to: to.partition, shown, moved });
    await showInWindows((conversationId) => moved.get(conversationId));
  }

  async function showInWindows(next: (conversationId: string) => string | undefined): Promise<void> {
    for (const { windowId, conversationId } of office.shown()) {
      const id = next(conversationId);
      if (id !== undefined && windowId !== null) await windows.write(windowId, id);
    }
  }

  async function putBack(from: Standing, moved: Map<string, string>): Promise<void> {
    await carryBack(options.store, { from: from.partition, moved });
    await showInWindows((conversationId) => (moved.has(conversationId) ? conversationId : undefined));
  }

  return {
    change: (next, store) =>
      office.whileClosed(async () => {
        const profile = await settings.profile();
        const from = standing(profile, await signIns.read(profile));
        const passage = await next(profile);
        const later = passage.profile ?? profile;
        const kept = passage.kept === undefined ? await signIns.read(later) : passage.kept;
        const to = standing(later, kept);
        // All of it before anything is stored: a worker that dies in between is asked again, and does the same again.
        const isEntry = isSamePlace(from, to) && from.isSignedOut && !to.isSignedOut;
        const moved = new Map<string, string>();
        try {
          if (isEntry) await carry(from, to, moved);
          // What a person said signed in is offered to nobody: it may be another one who is at the new place.
          if (from.isSignedOut) await leftBehind.note(from, to);
          await store();
        } catch (error) {
          await putBack(from, moved).catch(() => undefined);
          throw error;
        }
      }),
  };
}
