import type { SettingsErrors, SettingsInput } from '../messaging/settings-shapes.ts';
import { testStage, type TestStage } from '../messaging/test-stage.ts';
import type { StageName } from '../messaging/stage-name.ts';
import type { PagePort } from '../messaging/page-port.ts';
import type { Problem } from '../shared/problem.ts';
import { createHeldState } from './held-state.ts';
import { isSame } from './same-settings.ts';

export type { TestStage } from '../messaging/test-stage.ts';
export type { StageName } from '../messaging/stage-name.ts';

export interface ConnectionTestState {
  readonly testing: 'idle' | 'running' | 'done';
  readonly stages: readonly TestStage[];
  /** What all these stages were asked about. null: nothing, or not all about the same. */
  readonly tested: SettingsInput | null;
  readonly problem: Problem | null;
}

/** *Test connection* in the settings. */
export interface ConnectionTest {
  state(): ConnectionTestState;
  subscribe(listener: () => void): () => void;
  /** @param only that stage alone; the others stay as they are. Absent: all anew, but for the message */
  run(only?: StageName): Promise<void>;
  /** Its stages end as stopped. */
  stop(): void;
  /** Another profile is on screen: what is told of the one before is not shown. */
  forget(): void;
  dismiss(): void;
  close(): void;
}

interface ConnectionTestOptions {
  readonly port: Pick<PagePort<'settings/test' | 'settings/stop-test'>, 'request' | 'subscribe'>;
  /** What is on screen, saved or not, as it is meant; null until read. */
  readonly settings: () => SettingsInput | null;
  /** It breaks rules: nothing was asked, and there is nothing to show but that, at its fields. */
  readonly refused?: (errors: SettingsErrors) => void;
}

const nothingTested: ConnectionTestState = { testing: 'idle', stages: [], tested: null, problem: null };

export function createConnectionTest({ port, settings, refused }: ConnectionTestOptions): ConnectionTest {
  const held = createHeldState(nothingTested);
  /** The run that is on screen. Stages don't say which run they are of. */
  let shown = 0;
  /** The run that the background is at; null: none. */
  let underWay: { readonly run: number; readonly end: Promise<unknown> } | null = null;

  const unsubscribe = port.subscribe((push) => {
    if (push.type !== 'test/stage' || underWay?.run !== shown) return;
    const stage = testStage.safeParse(push.stage);
    // One that can't be read is of another version of ours, and is missed by nobody but its own row.
    if (stage.success) held.set({ stages: withStage(held.state().stages, stage.data) });
  });

  const stop = (): void => {
    if (underWay !== null) void port.request({ type: 'settings/stop-test' });
  };

  return {
    state: held.state,
    subscribe: held.subscribe,
    async run(only) {
      const tested = settings();
      if (tested === null || held.state().testing === 'running') return;
      shown += 1;
      const run = shown;
      const { tested: before } = held.state();
      const isOfSame = only === undefined || (before !== null && isSame(before, tested));
      held.set({
        testing: 'running',
        problem: null,
        tested: isOfSame ? tested : null,
        ...(only === undefined && { stages: [] }),
      });
      // A run that was forgotten goes on in the background, and would tell its stages as if they were of this one.
      if (underWay !== null) {
        stop();
        await underWay.end;
      }
      if (run !== shown) return;
      const end = port.request({
        type: 'settings/test',
        settings: tested,
        ...(only === undefined ? {} : { only }),
      });
      underWay = { run, end };
      const result = await end;
      underWay = null;
      if (run !== shown) return;
      const errors = refusedIn(held.state().stages);
      if (result.ok && errors !== null) {
        held.set(nothingTested);
        return refused?.(errors);
      }
      if (result.ok) return held.set({ testing: 'done' });
      // Broken off: a stage that was under way has no end, and the whole no verdict.
      const stages = held.state().stages.filter(({ outcome }) => outcome !== 'running');
      held.set({ testing: 'idle', stages, problem: result.failure });
    },
    stop,
    forget() {
      shown += 1;
      held.set(nothingTested);
    },
    dismiss() {
      if (held.state().problem !== null) held.set({ problem: null });
    },
    close() {
      shown += 1;
      unsubscribe();
      held.close();
    },
  };
}

function refusedIn(stages: readonly TestStage[]): SettingsErrors | null {
  const note = stages.find(({ name }) => name === 'url')?.note;
  return note?.code === 'settings-refused' ? note.errors : null;
}

function withStage(stages: readonly TestStage[], stage: TestStage): readonly TestStage[] {
  const at = stages.findIndex(({ name }) => name === stage.name);
  return at === -1 ? [...stages, stage] : stages.with(at, stage);
}
