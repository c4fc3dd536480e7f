import type { Clock } from '../../shared/clock.ts';
import type { SiteRules } from '../../config/site-rules.ts';
import type { Patch } from '../../messaging/contract.ts';
import { currentBudget } from '../../session/budget.ts';
import type { Change } from '../../session/effect.ts';
import type { SessionEvent } from '../../session/event.ts';
import { needOf, together, type Need } from '../../session/wakefulness.ts';
import type { Log } from '../../shared/log.ts';
import type { Problem } from '../../shared/problem.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { ConversationRecord } from '../../storage/database.ts';
import { createReport } from '../../shared/report.ts';
import { isOfStorage } from '../../storage/storage-problem.ts';
import { changeToPatch } from './change-to-patch.ts';
import type { PlatformGateway } from '../platform/platform-gateway.ts';
import { toldLate } from './queued-effect.ts';
import { restoreSession } from './restore-session.ts';
import { createSessionRunner, type SessionRunner } from './session-runner.ts';
import { createSharedRateBudget } from './shared-rate-budget.ts';
import { createUnsavedChanges, type UnsavedChanges } from './unsaved-changes.ts';

/** The sessions of one partition: at most one for each conversation, all on one budget. */
export interface SessionRegistry {
  /** Restored from storage where it isn't running. Rejects for a conversation of another partition. */
  session(conversationId: string): Promise<SessionRunner>;
  /** That conversation's session is about to be asked for; has an effect once per worker. */
  expect(record: ConversationRecord): Promise<void>;
  /** Takes up what a dead worker left under way. */
  wake(): Promise<void>;
  tellAll(fact: SessionEvent): void;
  /** Whether a session of that conversation is running, or being restored. */
  runs(conversationId: string): boolean;
  /** Takes that one down, where it runs. Resolves when nothing of it is under way any more. */
  drop(conversationId: string): Promise<void>;
  /** What they need of the worker. */
  need(): Need;
  /** Takes them all down, those too that are still being restored. Idempotent. */
  close(): Promise<void>;
}

export interface SessionRegistryOptions {
  readonly partition: string;
  readonly store: ConversationStore;
  readonly gateway: PlatformGateway;
  /** Which pages may leave. */
  readonly pageRules: SiteRules;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly isOnline: () => boolean;
  /** What panels are told where a session has this problem. */
  readonly problem: (ofSession: Problem | null) => Problem | null;
  /** To every panel that shows the conversation. */
  readonly publish: (conversationId: string, patches: readonly Patch[]) => void;
  /** `need` may say something else now. */
  readonly needsChanged: () => void;
}

/** Messages in a snapshot; earlier ones come on demand, so a long chat opens as fast as a short one. */
export const windowSize = 50;

export function createSessionRegistry(options: SessionRegistryOptions): SessionRegistry {
  const { store, partition, gateway, clock } = options;
  const report = createReport(options.log);
  const sessions = new Map<string, Promise<SessionRunner>>();
  const runners = new Set<SessionRunner>();
  const budget = createSharedRateBudget(() => store.budget(partition));
  // Before any conversation is known: a socket that is expected depends on it. Whoever needs it later asks again, and
  // hears what is wrong.
  budget.read().catch(() => undefined);
  let hasExpected = false;
  let isClosed = false;

  async function start(conversationId: string): Promise<SessionRunner> {
    // Beside each other: it is what somebody who has woken the worker waits for.
    const [leftOff, unspent] = await Promise.all([store.leftOff(conversationId, windowSize), budget.read()]);
    if (leftOff?.record.partition !== partition) throw new Error('not a conversation of this workspace');
    const restored = await restoreSession(store, leftOff, {
      now: clock.now(),
      online: options.isOnline(),
      budget: unspent,
      capabilities: gateway.capabilities,
      pageRules: options.pageRules,
    });
    const publish = (changes: readonly Change[]): void =>
      options.publish(
        conversationId,
        changes.map(changeToPatch).filter((patch) => patch !== null),
      );
    const unsaved = createUnsavedChanges({
      apply: (changes) => store.apply(conversationId, changes, clock.now()),
      clock,
      probe: () => ({ type: 'titled', title: running.state().title }),
      onStored(late) {
        publish(toldLate(late));
        // There is room again, and the alert must not say otherwise.
        if (isOfStorage(running.state().problem)) void running.dispatch({ type: 'problem-dismissed' });
      },
    });
    const running = createSessionRunner({
      initial: restored.state,
      latest: restored.mends.length > 0 ? null : leftOff.latest,
      gateway,
      clock,
      random: options.random,
      log: options.log,
      persist: unsaved.store,
      toProblem: (error) => report(error, 'session'),
      onChanges: publish,
      onStatus(status, problem) {
        const told = { type: 'problem', problem: options.problem(problem) } as const;
        const now = { type: 'status', status } as const;
        // A panel takes one after the other: where a connection stands, nothing is wrong with it any more.
        options.publish(conversationId, status.kind === 'connected' ? [told, now] : [now, told]);
      },
      onBudget: (changed) => budget.change(conversationId, changed),
      onNeed: options.needsChanged,
    });
    const runner: SessionRunner = {
      ...running,
      async close() {
        await running.close();
        await unsaved.close();
      },
    };
    // A full disk must not keep anybody from reading what is on it.
    const trouble = await mend(unsaved, restored.mends);
    if (isClosed) {
      await runner.close();
      return runner;
    }
    runners.add(runner);
    budget.join(conversationId, runner);
    void runner.dispatch({ type: 'woke' });
    if (trouble !== null) void runner.dispatch({ type: 'store-failed', problem: trouble, messageId: null });
    return runner;
  }

  /** Resolves with what keeps it from being stored, if anything does. */
  async function mend(unsaved: UnsavedChanges, mends: readonly Change[]): Promise<Problem | null> {
    try {
      if (mends.length > 0) await unsaved.store(mends);
      return null;
    } catch (error) {
      return report(error, 'session');
    }
  }

  function session(conversationId: string): Promise<SessionRunner> {
    const running = sessions.get(conversationId);
    if (running !== undefined) return running;
    const starting = start(conversationId);
    sessions.set(conversationId, starting);
    // A failed start must not be the answer for ever.
    starting.catch(() => forget(conversationId, starting));
    return starting;
  }

  function forget(conversationId: string, ended: Promise<SessionRunner>): void {
    if (sessions.get(conversationId) === ended) sessions.delete(conversationId);
  }

  return {
    session,
    // A conversation that is shown, and has a chat, needs a socket as soon as its messages have been read.
    async expect({ id, chatId }) {
      const isFirst = !hasExpected;
      hasExpected = true;
      if (!isFirst || chatId === null || sessions.has(id)) return;
      const { connectAfter } = currentBudget(await budget.read(), clock.now());
      if (!isClosed && options.isOnline() && connectAfter <= clock.now()) gateway.expectConnection();
    },
    async wake() {
      for (const conversationId of await store.openConversations()) {
        const record = await store.get(conversationId);
        if (record?.partition === partition) await session(conversationId);
      }
    },
    tellAll(fact) {
      for (const runner of runners) void runner.dispatch(fact);
    },
    runs: (conversationId) => sessions.has(conversationId),
    async drop(conversationId) {
      const running = sessions.get(conversationId);
      if (running === undefined) return;
      forget(conversationId, running);
      try {
        const runner = await running;
        runners.delete(runner);
        await runner.close();
      } catch {
        // One that could not be restored has nothing to close, and those who asked for it were told.
      }
      options.needsChanged();
    },
    need: () => together([...runners].map((runner) => needOf(runner.state()))),
    async close() {
      if (isClosed) return;
      isClosed = true;
      // One that could not be restored has nothing to close, and those who asked for it were told.
      await Promise.allSettled([...sessions.values()].map(async (starting) => (await starting).close()));
    },
  };
}
