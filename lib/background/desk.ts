import type { Profile } from '../config/profile.ts';
import type { Branding, Patch } from '../messaging/contract.ts';
import { currentBudget } from '../session/budget.ts';
import { needOf, together, type Need } from '../session/wakefulness.ts';
import type { Problem } from '../shared/problem.ts';
import type { Result } from '../shared/result.ts';
import type { Log } from '../shared/log.ts';
import type { ConversationStore } from '../storage/conversation-store.ts';
import type { ConversationRecord } from '../storage/database.ts';
import { isOfStorage, storageProblem } from '../storage/storage-problem.ts';
import { toPatch } from './change-patch.ts';
import { createConversationChoice } from './conversation-choice.ts';
import type { PlatformLink } from './platform-link.ts';
import { restoreSession } from './restore.ts';
import { createSessionRunner, type SessionRunner } from './session-runner.ts';
import type { Clock } from './session-timers.ts';
import { createSharedBudget } from './shared-budget.ts';

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
  clockJumped(): void;
  /** Whether a session of that conversation is running, or being restored. */
  runs(conversationId: string): boolean;
  /** What its sessions need of the worker. */
  need(): Need;
  /** What the settings before these left behind; told until it is brought along or dismissed. */
  left(): Unsent | null;
  forgetLeft(): Promise<void>;
  /** The session's problem, or else the desk's. */
  problem(ofSession: Problem | null): Problem | null;
  close(): Promise<void>;
}

/** Conversations with messages that wait for a chat which no server has created. */
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
  readonly left: Unsent | null;
  readonly forgetLeft: () => Promise<void>;
  /** To every panel that shows the conversation; null: to every panel. */
  readonly publish: (conversationId: string | null, patches: readonly Patch[]) => void;
  readonly saveBranding: (branding: Branding) => void;
  /** `need` may say something else now. */
  readonly needsChanged: () => void;
}

export function createDesk(options: DeskOptions): Desk {
  const { store, partition, link, clock } = options;
  const sessions = new Map<string, Promise<SessionRunner>>();
  const abort = new AbortController();
  const choice = createConversationChoice({ store, partition, newId: options.newId, now: () => clock.now() });
  const budget = createSharedBudget(() => store.budget(partition));
  const runners = new Set<SessionRunner>();
  let branding = options.branding;
  let isClosed = false;
  let { left } = options;

  async function start(conversationId: string): Promise<SessionRunner> {
    const [record, unspent] = await Promise.all([store.get(conversationId), budget.read()]);
    if (record === null || record.partition !== partition) throw new Error('not a conversation of this desk');
    const restored = await restoreSession(store, record, {
      now: clock.now(),
      online: options.isOnline(),
      budget: unspent,
    });
    if (restored.mends.length > 0) await store.apply(conversationId, restored.mends, clock.now());
    const runner = createSessionRunner({
      initial: restored.state,
      link,
      clock,
      random: options.random,
      log: options.log,
      async persist(changes) {
        await store.apply(conversationId, changes, clock.now());
        // There is room again, and the alert must not say otherwise.
        if (isOfStorage(runner.state().problem)) void runner.dispatch({ type: 'problem-dismissed' });
      },
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
      onBudget: (changed) => budget.change(conversationId, changed),
      onNeed: options.needsChanged,
    });
    if (isClosed) {
      await runner.close();
      return runner;
    }
    runners.add(runner);
    budget.join(conversationId, runner);
    void runner.dispatch({ type: 'woke' });
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
  let hasExpectedSocket = false;

  /** Once per worker: a conversation that is shown, and has a chat, needs a socket as soon as its messages have been read. */
  async function expectSocket({ id, chatId }: ConversationRecord): Promise<void> {
    const isFirst = !hasExpectedSocket;
    hasExpectedSocket = true;
    if (!isFirst || chatId === null || sessions.has(id)) return;
    const { connectAfter } = currentBudget(await budget.read(), clock.now());
    if (!isClosed && options.isOnline() && connectAfter <= clock.now()) link.expectSocket();
  }

  return {
    profile: options.profile,
    partition,
    store,
    taken: new Map(),
    retried: new Map(),
    branding: () => branding,
    session,
    newConversation: choice.create,
    async currentConversation(preferred) {
      // Once per worker, and only when somebody looks.
      if (!hasAskedBranding) {
        hasAskedBranding = true;
        void refreshBranding();
      }
      const record = await choice.current(preferred);
      void expectSocket(record).catch(() => undefined);
      return record;
    },
    async wake() {
      for (const conversationId of await store.openConversations()) {
        const record = await store.get(conversationId);
        if (record?.partition === partition) await session(conversationId);
      }
    },
    onlineChanged(online) {
      for (const runner of runners) void runner.dispatch({ type: 'online-changed', online });
    },
    clockJumped() {
      for (const runner of runners) void runner.dispatch({ type: 'clock-jumped' });
    },
    runs: (conversationId) => sessions.has(conversationId),
    need: () => together([...runners].map((runner) => needOf(runner.state()))),
    left: () => left,
    async forgetLeft() {
      left = null;
      await options.forgetLeft();
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
