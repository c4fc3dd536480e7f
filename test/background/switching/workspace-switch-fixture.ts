import { createUnsentMessages } from '../../../lib/background/workspace/unsent-messages.ts';
import {
  createWorkspaceSwitch,
  type WorkspaceSwitch,
} from '../../../lib/background/switching/workspace-switch.ts';
import { createSettingsStore, type SettingsStore } from '../../../lib/background/identity/settings-store.ts';
import { createSignInStore, type SignInStore } from '../../../lib/background/identity/sign-in-store.ts';
import { createWindowConversations } from '../../../lib/background/panels/window-conversations.ts';
import { noPolicy } from '../../../lib/config/policy.ts';
import { productionProfile, type Profile } from '../../../lib/config/profile.ts';
import { createItems } from '../../../lib/storage/items.ts';
import { partitionOf } from '../../../lib/storage/partition.ts';
import { createMemoryAreas } from '../../doubles/storage-areas.ts';
import { put, question } from '../../storage/records.ts';
import { conversation, openStore } from '../../storage/test-store.ts';
import { createDeath, type Death } from '../mortal.ts';

export const acme: Profile = { ...productionProfile, id: 'acme', name: 'Acme', tenantId: 'acme' };
export const other: Profile = { ...productionProfile, id: 'other', name: 'Other', tenantId: 'other' };

export const partition = (profile: Profile, userId: string | null = null): string =>
  partitionOf(profile.apiUrl, profile.tenantId, userId);

export interface SwitchWorker {
  readonly workspaceSwitch: WorkspaceSwitch;
  readonly signIns: SignInStore;
  readonly settings: SettingsStore;
}

/**
 * Signed out at Acme, three windows: one with a message that waits, one with a chat and a draft, one with nothing; a
 * message waits in a conversation that no window shows.
 */
export async function openSwitch() {
  const areas = createMemoryAreas();
  const items = createItems(areas);
  await items.profiles.write({ profiles: [acme, other], currentId: 'acme' });
  const { store } = await openStore();
  const of = { partition: partition(acme) };
  await store.create(conversation('waits', of));
  await store.create(conversation('chat', { ...of, chatId: 'chat-1', accepted: 1 }));
  await store.create(conversation('empty', of));
  await store.create(conversation('hidden', of));
  for (const id of ['waits', 'hidden']) {
    const message = question({ id: `message that ${id}`, conversationId: id, status: 'queued' });
    await store.apply(id, [put(message)], 5);
  }
  await store.saveDraft('waits', { text: 'Half a' });
  await store.saveDraft('chat', { text: 'And then?' });
  const shown = [
    { windowId: 1, conversationId: 'waits' },
    { windowId: 2, conversationId: 'chat' },
    { windowId: 3, conversationId: 'empty' },
    { windowId: null, conversationId: 'waits' },
  ];
  let made = 0;
  const log: string[] = [];

  /** A worker on the same storage; after `death`, if there is one, nothing of it reaches that any more. */
  function worker(death: Death = createDeath()): SwitchWorker {
    const its = createItems({
      local: death.of(areas.local),
      session: death.of(areas.session),
      vault: death.of(areas.vault),
    });
    const itsStore = death.of(store);
    const settings = createSettingsStore(its.profiles, () => Promise.resolve(noPolicy));
    const signIns = createSignInStore(its);
    const unsentMessages = createUnsentMessages(its.unsentMessages, itsStore);
    const workspaceSwitch = createWorkspaceSwitch({
      store: itsStore,
      settings,
      signIns,
      unsentMessages: {
        async note(from, to) {
          log.push(`note ${from.partition} → ${to.partition}`);
          await unsentMessages.note(from, to);
        },
      },
      windows: createWindowConversations(its.windows),
      activity: { forgetPages: () => undefined },
      activeWorkspace: {
        async whileClosed(job) {
          log.push('closed');
          await job();
        },
        shown: () => shown,
      },
      newId: () => `new-${(made += 1)}`,
      now: () => 7,
    });
    return { workspaceSwitch, signIns, settings };
  }

  const first = worker();
  await items.windows.write({ 1: 'waits', 2: 'chat', 3: 'empty' });

  return {
    ...{ areas, items, store, log, worker, ...first },
    /** Everything that a person would miss, by conversation: where it is, what waits in it, and its draft. */
    async holdings(ids: readonly string[] = ['waits', 'chat', 'empty', 'hidden', 'new-1']) {
      const found = await Promise.all(
        ids.map(async (id) => {
          const record = await store.get(id);
          if (record === null) return [id, null] as const;
          const waiting = (await store.open(id)).map((message) => message.id);
          const draft = (await store.draft(id)).text;
          return [id, { partition: record.partition, waiting, draft }] as const;
        }),
      );
      return Object.fromEntries(found.filter(([, held]) => held !== null));
    },
  };
}
