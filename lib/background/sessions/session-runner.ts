import type { Clock } from '../../shared/clock.ts';
import type { Budget } from '../../session/budget.ts';
import type { Change } from '../../session/effect.ts';
import type { SessionEvent } from '../../session/event.ts';
import { publicStatus } from '../../session/public-status.ts';
import type { SessionState } from '../../session/state.ts';
import { step } from '../../session/step.ts';
import { needOf } from '../../session/wakefulness.ts';
import type { ConnectionStatus } from '../../shared/connection-status.ts';
import type { Log } from '../../shared/log.ts';
import type { Problem } from '../../shared/problem.ts';
import type { StoredWindow } from '../../storage/message-reader.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import { createEffectRunner } from './effect-runner.ts';
import type { PlatformGateway } from '../platform/platform-gateway.ts';
import { failedStep } from './failed-step.ts';
import { acts, isQueued, outlastsFailure, withoutStorage, type QueuedEffect } from './queued-effect.ts';
import { createSessionTimers } from './session-timers.ts';

export interface SessionRunnerOptions {
  readonly initial: SessionState;
  /** The newest messages as they are stored now; null: not known. */
  readonly latest: StoredWindow | null;
  readonly gateway: PlatformGateway;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  /** Rejects where storage is full or broken. */
  readonly persist: (changes: readonly Change[]) => Promise<void>;
  readonly toProblem: (error: unknown) => Problem;
  /** After they were stored, in order. */
  readonly onChanges: (changes: readonly Change[]) => void;
  readonly onStatus: (status: ConnectionStatus, problem: Problem | null) => void;
  /** In the very turn in which it changed: another conversation must not spend it again. */
  readonly onBudget: (budget: Budget) => void;
  /** In the very turn in which it changed: a worker that dies later has to be woken. */
  readonly onNeed: () => void;
}

/** One conversation's core, run: events in, effects carried out. */
export interface SessionRunner {
  /** Resolves when all effects of the event were carried out, with what kept it from being stored, if anything did. */
  dispatch(event: SessionEvent): Promise<Problem | null>;
  state(): SessionState;
  /** Epoch ms since when its status is of this kind. */
  since(): number;
  /**
   * Reads from storage, and hands over what fits what pages have been told: nothing in it that they are still to be told,
   * and nothing missing. `take` has to use it at once.
   * @param read given the newest messages where they are known, because nothing has been stored since they were read
   */
  settled<Value>(
    read: (latest: StoredWindow | null) => Promise<Value>,
    take: (value: Value) => void,
  ): Promise<void>;
  /** Takes the session down; nothing leaves it afterwards. Idempotent. */
  close(): Promise<void>;
}

export function createSessionRunner(options: SessionRunnerOptions): SessionRunner {
  const { gateway, clock } = options;
  let state = options.initial;
  const between = createSerialQueue();
  /** Commits begun, and those of them that pages have been told of. */
  let begun = 0;
  let over = 0;
  let { latest } = options;
  /** Jobs that wait their turn and do more than store. */
  let acting = 0;
  let told = { status: publicStatus(state), problem: state.problem };
  let since = clock.now();
  const timers = createSessionTimers(clock, (timer) => void dispatch({ type: 'timer-fired', timer }));
  const effects = createEffectRunner({
    conversationId: state.conversationId,
    gateway,
    log: options.log,
    tell: (event) => void dispatch(event),
  });

  function dispatch(event: SessionEvent): Promise<Problem | null> {
    // Other settings were saved in the meantime. Said, or a message would be taken and never stored.
    if (state.connection.at === 'closed') return Promise.resolve({ code: 'internal' });
    const before = state;
    const next = step(state, event, { now: clock.now(), random: options.random() });
    state = next.state;
    // Timers touch nothing outside; behind a slow commit, one that was cleared could still fire.
    for (const effect of next.effects) {
      if (effect.type === 'set-timer') timers.start(effect.timer, effect.ms);
      if (effect.type === 'clear-timer') timers.stop(effect.timer);
    }
    const queued = next.effects.filter(isQueued);
    const status = publicStatus(state);
    const { problem } = state;
    const head = beginFirst(queued);
    if (acts(queued)) acting += 1;
    const done = between(async () => {
      const dropped: QueuedEffect['type'][] = [];
      const failure = await perform(queued, head, dropped);
      if (acts(queued)) acting -= 1;
      tell(status, problem);
      if (failure !== null)
        void dispatch(failedStep({ event, before, after: next.state, dropped, problem: failure }));
      return failure;
    });
    // Behind this step's effects: what others answer to it must not overtake them.
    const { budget } = state;
    if (budget !== before.budget) options.onBudget(budget);
    if (hasOtherNeed(before, state)) options.onNeed();
    return done;
  }

  /**
   * A commit that only waits for other commits is handed to storage at once: transactions are carried out in the order in
   * which they were made, so it costs no way to the browser and back. Behind an effect that acts, or a read, it waits: what
   * it says may be true only after that.
   */
  function beginFirst([first]: readonly QueuedEffect[]): Promise<void> | null {
    if (acting > 0 || first?.type !== 'commit' || first.changes.length === 0) return null;
    return begin(first.changes);
  }

  function begin(changes: readonly Change[]): Promise<void> {
    begun += 1;
    latest = null;
    const stored = changes.length > 0 ? options.persist(changes) : Promise.resolve();
    // Heard where it is its turn.
    stored.catch(() => undefined);
    return stored;
  }

  /**
   * Persist, then act: behind a commit that failed nothing of the same step is done, but that a connection is let go.
   * @param dropped what was not done
   */
  async function perform(
    queued: readonly QueuedEffect[],
    head: Promise<void> | null,
    dropped: QueuedEffect['type'][],
  ): Promise<Problem | null> {
    let failure: Problem | null = null;
    for (const [index, effect] of queued.entries()) {
      if (effect.type !== 'commit') {
        if (failure === null || effect.type === 'disconnect') effects.carryOut(effect);
        else dropped.push(effect.type);
        continue;
      }
      const changes = failure === null ? effect.changes : effect.changes.filter(outlastsFailure);
      try {
        await ((index === 0 ? head : null) ?? begin(changes));
        options.onChanges(changes);
      } catch (error) {
        failure ??= options.toProblem(error);
        options.onChanges(withoutStorage(changes));
      }
      over += 1;
    }
    return failure;
  }

  function tell(status: ConnectionStatus, problem: Problem | null): void {
    if (JSON.stringify(told) === JSON.stringify({ status, problem })) return;
    if (status.kind !== told.status.kind) since = clock.now();
    told = { status, problem };
    options.onStatus(status, problem);
  }

  async function settled<Value>(
    read: (known: StoredWindow | null) => Promise<Value>,
    take: (value: Value) => void,
  ): Promise<void> {
    const before = begun;
    if (before === over) {
      const value = await read(latest);
      // Nothing was stored meanwhile: the effects, such as a woken worker's to join, need not have waited for this.
      if (begun === before) return take(value);
    }
    acting += 1;
    await between(async () => take(await read(latest))).finally(() => {
      acting -= 1;
    });
  }

  return {
    dispatch,
    settled,
    state: () => state,
    since: () => since,
    async close() {
      const closing = dispatch({ type: 'closed' });
      effects.abandon();
      await closing;
    },
  };
}

function hasOtherNeed(before: SessionState, after: SessionState): boolean {
  const [one, other] = [needOf(before), needOf(after)];
  return one.awake !== other.awake || one.lookAgain !== other.lookAgain;
}
