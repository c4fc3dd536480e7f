import type { Preferences } from '../../config/preferences-record.ts';
import type { Profile } from '../../config/profile.ts';
import type { SiteRules } from '../../config/site-rules.ts';
import type { Account } from '../../messaging/account-shapes.ts';
import type { Branding, Patch } from '../../messaging/contract.ts';
import type { ProfileChoice } from '../../messaging/profile-choice.ts';
import type { Need } from '../../session/wakefulness.ts';
import type { WayInUse } from '../../shared/connection-way.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Result } from '../../shared/result.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import { createPickConversation, type PickConversation } from './pick-conversation.ts';
import { createResumeRule } from './resume-rule.ts';
import { createPlatformChats, type PlatformChatReader, type PlatformChatsOptions } from './platform-chats.ts';
import { createSessionRegistry, type SessionRegistryOptions } from '../sessions/session-registry.ts';
import type { SessionRunner } from '../sessions/session-runner.ts';
import { createTenantBranding } from './tenant-branding.ts';

/**
 * All that belongs to one (API origin, tenant, user): its sessions, its conversations, its branding. Other settings get
 * another workspace; what still comes for the old one finds it closed (laws 8 and 9).
 */
export interface Workspace {
  readonly profile: Profile;
  /** That profile is our default, which nobody has chosen: nothing is sent. */
  readonly isUnset: boolean;
  readonly partition: string;
  readonly store: ConversationStore;
  /** Which pages may leave. */
  readonly pageRules: SiteRules;
  /** Messages that this worker was asked to send, by id, and what came of it. */
  readonly taken: Map<string, Promise<Result<undefined, Problem>>>;
  /** The last question asked anew for a message of this workspace, by that message. */
  readonly retried: Map<
    string,
    { readonly newId: string; readonly asked: Promise<Result<unknown, Problem>> }
  >;
  branding(): Branding;
  /** Who is signed in. */
  account(): Account;
  /** What the person in front of it has their own way. */
  preferences(): Preferences;
  /** To choose from; this workspace's is among them. */
  readonly profiles: readonly ProfileChoice[];
  /** The session of a conversation of this workspace, restored from storage where it isn't running. */
  session(conversationId: string): Promise<SessionRunner>;
  /** Where a panel that opens now goes on, as of `PickConversation`. */
  currentConversation: PickConversation['current'];
  newConversation: PickConversation['create'];
  newTemporary: PickConversation['createTemporary'];
  /** The chats that were begun elsewhere. */
  readonly platformChats: PlatformChatReader;
  /** Takes up what a dead worker left under way. */
  wake(): Promise<void>;
  onlineChanged(online: boolean): void;
  clockJumped(): void;
  /** By which way it is connected, or would be; null: nothing may be sent. */
  inUse(): WayInUse | null;
  /** The network is another, or a person asks: a better way may be open now. */
  lookAgain(isAsked?: true): void;
  /** Whether a session of that conversation is running, or being restored. */
  runs(conversationId: string): boolean;
  /** Ends the session of that conversation, where it runs. */
  drop(conversationId: string): Promise<void>;
  /** What its sessions need of the worker. */
  need(): Need;
  /** What waits unsent under the settings before these; told until it is brought along or dismissed. */
  unsent(): Unsent | null;
  forgetUnsent(): Promise<void>;
  /** The session's problem, or else the workspace's. */
  problem(ofSession: Problem | null): Problem | null;
  close(): Promise<void>;
}

/** Conversations with messages that wait for a chat which no server has created. */
export interface Unsent {
  readonly tenantId: string;
  readonly conversationIds: readonly string[];
  readonly messages: number;
}

export interface WorkspaceOptions
  extends Omit<SessionRegistryOptions, 'problem' | 'publish'>, Pick<PlatformChatsOptions, 'loadReadBack'> {
  readonly profile: Profile;
  readonly isUnset: boolean;
  readonly newId: () => string;
  /** Of private windows: it has no other chats than temporary ones. */
  readonly isPrivate?: boolean;
  /** As last seen; null: never. */
  readonly branding: Branding | null;
  readonly account: () => Account;
  readonly preferences: () => Preferences;
  readonly profiles: readonly ProfileChoice[];
  readonly unsent: Unsent | null;
  readonly forgetUnsent: () => Promise<void>;
  /** To every panel that shows the conversation; null: to every panel. */
  readonly publish: (conversationId: string | null, patches: readonly Patch[]) => void;
  readonly saveBranding: (branding: Branding) => void;
}

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const { store, partition, gateway, clock } = options;
  let { unsent } = options;
  const now = (): number => clock.now();
  const resume = (): Preferences['resume'] => options.preferences().resume;
  const mayResume = createResumeRule({ store, resume, now });
  const leaving = new AbortController();
  const pick = createPickConversation({ ...options, now, mayResume, signal: leaving.signal });
  const sessions = createSessionRegistry({ ...options, problem: orUnsent });
  const branding = createTenantBranding({
    seen: options.branding,
    gateway,
    clock,
    onChanged(changed) {
      options.saveBranding(changed);
      options.publish(null, [{ type: 'branding', branding: changed }]);
    },
  });

  function orUnsent(problem: Problem | null): Problem | null {
    if (problem !== null || unsent === null) return problem;
    return { code: 'unsent-messages', subject: unsent.tenantId, count: unsent.messages };
  }

  return {
    profile: options.profile,
    isUnset: options.isUnset,
    partition,
    store,
    pageRules: options.pageRules,
    taken: new Map(),
    retried: new Map(),
    branding: branding.current,
    account: options.account,
    preferences: options.preferences,
    profiles: options.profiles,
    session: sessions.session,
    newConversation: pick.create,
    newTemporary: pick.createTemporary,
    async currentConversation(...asked) {
      branding.refresh();
      const record = await pick.current(...asked);
      // A head start and no more: the session reads the same, and tells what keeps it from that.
      void sessions.expect(record).catch(() => undefined);
      return record;
    },
    platformChats: createPlatformChats({ ...options, signal: leaving.signal }),
    wake: sessions.wake,
    onlineChanged: (online) => sessions.tellAll({ type: 'online-changed', online }),
    clockJumped: () => sessions.tellAll({ type: 'clock-jumped' }),
    inUse: gateway.inUse,
    lookAgain: gateway.lookAgain,
    runs: sessions.runs,
    drop: sessions.drop,
    need: sessions.need,
    unsent: () => unsent,
    async forgetUnsent() {
      unsent = null;
      await options.forgetUnsent();
    },
    problem: orUnsent,
    close() {
      branding.close();
      leaving.abort();
      return sessions.close();
    },
  };
}
