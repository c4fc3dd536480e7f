import type { Profile } from '../config/profile.ts';
import type { Branding, Patch } from '../messaging/contract.ts';
import type { Problem } from '../shared/problem.ts';
import type { Result } from '../shared/result.ts';
import type { Log } from '../shared/log.ts';
import type { ConversationStore } from '../storage/conversation-store.ts';
import type { ConversationRecord } from '../storage/database.ts';
import { storageProblem } from '../storage/storage-problem.ts';
import { toPatch } from './change-patch.ts';
import { createConversationChoice } from './conversation-choice.ts';
import type { PlatformLink } from './platform-link.ts';
import { restoreSession } from './restore.ts';
import { createSessionRunner, type SessionRunner } from './session-runner.ts';
import type { Clock } from './session-timers.ts';

/**
 * All that belongs to one (API origin, tenant, user): its sessions, its conversations, its look. Other settings get
 * another desk; what still comes for the old one finds it closed (architecture, laws 8 and 9).
 */
export interface Desk {
  readonly profile: Profile;
  readonly partition: string;
  readonly store: ConversationStore;
  /** Messages that this worker was asked to send, by id, and what came of it. */
  readonly taken: Map<string, Promise<Result<unknown, Problem>>>;
  /** The last question asked anew for a message of this desk, by that message. */
  readonly retried: Map<
    string,
    { readonly newId: string; readonly asked: Promise<Result<unknown, Problem>> }
  >;
  branding(): Branding;
  /** The session of a conversation of this desk, restored from storage where it isn't running. */
  session(conversationId: string): Promise<SessionRunner>;
  /** Where a panel that opens now goes on: `preferred` if it is this desk's and fresh, else the latest, else a new one. */
  currentConversation(preferred: string | null): Promise<ConversationRecord>;
  /** An empty conversation; the latest itself where that is empty already. */
  newConversation(): Promise<ConversationRecord>;
  /** Takes up what a dead worker left under way. */
  wake(): Promise<void>;
  onlineChanged(online: boolean): void;
  /** Conversations with messages that wait for a chat which no server has created. */
  unsent(): Promise<Unsent>;
  /** What the desk before this one left behind; told until it is brought along or dismissed. */
  left(): Unsent | null;
  setLeft(left: Unsent | null): void;
  /** The session's problem, or else the desk's. */
  problem(ofSession: Problem | null): Problem | null;
  close(): Promise<void>;
}

export interface Unsent {
  readonly tenantId: string;
  readonly conversationIds: readonly string[];
  readonly messages: number;
}

export interface DeskOptions {
  readonly profile: Profile;
  readonly partition: string;
  readonly store: ConversationStore;
  readonly link: PlatformLink;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly newId: () => string;
  readonly isOnline: () => boolean;
  readonly branding: Branding;
  /** To every panel that shows the conversation; null: to every panel. */
  readonly publish: (conversationId: string | null, patches: readonly Patch[]) => void;
  readonly saveBranding: (branding: Branding) => void;
}

export function createDesk(options: DeskOptions): Desk {
  const { store, partition, link, clock } = options;
  const sessions = new Map<string, Promise<SessionRunner>>();
  const abort = new AbortController();
  const choice = createConversationChoice({ store, partition, newId: options.newId, now: () => clock.now() });
  let branding = options.branding;
  let isClosed = false;
  let left: Unsent | null = null;

  async function start(conversationId: string): Promise<SessionRunner> {
    const record = await store.get(conversationId);
    if (record === null || record.partition !== partition) throw new Error('not a conversation of this desk');
    const restored = await restoreSession(store, record, clock.now(), options.isOnline());
    if (restored.mends.length > 0) await store.apply(conversationId, restored.mends, clock.now());
    const runner = createSessionRunner({
      initial: restored.state,
      link,
      clock,
      random: options.random,
      log: options.log,
      persist: (changes) => store.apply(conversationId, changes, clock.now()),
      toProblem: storageProblem,
      onChanges: (changes) =>
        options.publish(
          conversationId,
          changes.map(toPatch).filter((patch) => patch !== null),
        ),
      onStatus: (status, problem) =>
        options.publish(conversationId, [
          { type: 'status', status },
          { type: 'problem', problem: withLeft(problem) },
        ]),
    });
    if (isClosed) await runner.close();
    else void runner.dispatch({ type: 'woke' });
    return runner;
  }

  function session(conversationId: string): Promise<SessionRunner> {
    const running = sessions.get(conversationId);
    if (running !== undefined) return running;
    const starting = start(conversationId);
    sessions.set(conversationId, starting);
    // A failed start must not be the answer for ever.
    starting.catch(() => sessions.delete(conversationId));
    return starting;
  }

  function withLeft(problem: Problem | null): Problem | null {
    if (problem !== null || left === null) return problem;
    const what = left.messages === 1 ? '1 message' : `${left.messages} messages`;
    return { code: 'left-behind', subject: `${what} · ${left.tenantId}` };
  }

  async function refreshBranding(): Promise<void> {
    const read = await link.readBranding(abort.signal);
    if (read === null || isClosed || JSON.stringify(read) === JSON.stringify(branding)) return;
    branding = read;
    options.saveBranding(read);
    options.publish(null, [{ type: 'branding', branding }]);
  }

  let hasAskedBranding = false;

  return {
    profile: options.profile,
    partition,
    store,
    taken: new Map(),
    retried: new Map(),
    branding: () => branding,
    session,
    newConversation: choice.create,
    currentConversation(preferred) {
      // Once per worker, and only when somebody looks.
      if (!hasAskedBranding) {
        hasAskedBranding = true;
        void refreshBranding();
      }
      return choice.current(preferred);
    },
    async wake() {
      for (const conversationId of await store.openConversations()) {
        const record = await store.get(conversationId);
        if (record?.partition === partition) await session(conversationId);
      }
    },
    onlineChanged(online) {
      for (const starting of sessions.values()) {
        void starting
          .then((runner) => runner.dispatch({ type: 'online-changed', online }))
          .catch(() => undefined);
      }
    },
    async unsent() {
      const running = await Promise.allSettled(sessions.values());
      const waiting = running
        .filter((result) => result.status === 'fulfilled')
        .map(({ value }) => value.state())
        .filter(({ chatId, queue }) => chatId === null && queue.length > 0);
      return {
        tenantId: options.profile.tenantId,
        conversationIds: waiting.map(({ conversationId }) => conversationId),
        messages: waiting.reduce((sum, { queue }) => sum + queue.length, 0),
      };
    },
    left: () => left,
    setLeft(next) {
      left = next;
    },
    problem: withLeft,
    async close() {
      if (isClosed) return;
      isClosed = true;
      abort.abort();
      await Promise.allSettled([...sessions.values()].map(async (starting) => (await starting).close()));
    },
  };
}
