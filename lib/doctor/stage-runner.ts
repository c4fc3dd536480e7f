import { quote } from '../protocol/quotation.ts';
import type { TestStage } from '../messaging/settings-shapes.ts';
import type { StageName } from '../messaging/stage-name.ts';
import type { Clock } from '../shared/clock.ts';
import { detailLimit } from '../shared/problem.ts';
import type { Report } from '../shared/report.ts';
import { withTimeout } from '../shared/with-timeout.ts';
import type { Finding } from './stage.ts';

export interface StageRunnerOptions {
  /** Of which stages somebody wants to hear. */
  readonly isTold: (name: StageName) => boolean;
  readonly onStage: (stage: TestStage) => void;
  /** What may stand in nothing that is told: grows with the tokens that are shown to the server. */
  readonly secrets: ReadonlySet<string>;
  readonly clock: Clock;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/** Asks stages one after the other, and tells of them. No call rejects. */
export interface StageRunner {
  /** @param stage asked under a signal that aborts when its time is over, too */
  run(name: StageName, stage: (signal: AbortSignal) => Promise<Finding>): Promise<Finding>;
  /** These were not asked. */
  leaveOut(names: readonly StageName[], why: Finding): void;
  /** As told, in order. */
  ended(): TestStage[];
}

/** Characters. Less of a secret says nothing of it. */
const telling = 12;

/** ms for a stage, whatever hangs in it. The one that waits for a whole answer has as long as that may take (R32). */
const stageTimeout = 45_000;
const messageTimeout = 200_000;

const stopped: Finding = { outcome: 'skipped', note: { code: 'stopped' } };

export function createStageRunner(options: StageRunnerOptions): StageRunner {
  const { isTold, onStage, secrets, clock, report, signal } = options;
  const ended: TestStage[] = [];

  /** Whatever a server has put where: a token of ours that it repeats, or as much of one as was kept, is not ours to show. */
  function blotted(stage: TestStage): TestStage {
    const known = [...secrets];
    const beginnings = known.map((secret) => secret.slice(0, telling));
    const blot = (_: string, value: unknown): unknown => {
      if (typeof value !== 'string' || value.length > detailLimit) return value;
      const quoted = quote(value, known) ?? '';
      const from = Math.min(...beginnings.map((part) => quoted.indexOf(part)).filter((at) => at !== -1));
      return Number.isFinite(from) ? quoted.slice(0, from) : quoted;
    };
    // Texts stay texts, all else stays as it is.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return JSON.parse(JSON.stringify(stage), blot) as TestStage;
  }

  function tell(stage: TestStage): void {
    if (!isTold(stage.name)) return;
    const told = blotted(stage);
    if (told.outcome !== 'running') ended.push(told);
    onStage(told);
  }

  return {
    ended: () => ended,
    leaveOut(names, why) {
      for (const name of names) tell({ name, ...(signal.aborted ? stopped : why) });
    },
    async run(name, stage) {
      if (signal.aborted) {
        tell({ name, ...stopped });
        return stopped;
      }
      const at = clock.now();
      tell({ name, outcome: 'running', at });
      const ms = name === 'message' ? messageTimeout : stageTimeout;
      let finding: Finding;
      try {
        finding = await withTimeout({ clock, ms, signal }, (limited) =>
          Promise.race([stage(limited), overdue(limited, ms)]),
        );
      } catch (error) {
        finding = { outcome: 'failed', problem: report(error, 'connection-test') };
      }
      if (signal.aborted) finding = stopped;
      tell({ name, ...finding, at, duration: Math.max(0, Math.round(clock.now() - at)) });
      return finding;
    },
  };
}

/** What is told of a stage that is still at it when its time is over. */
function overdue(limited: AbortSignal, ms: number): Promise<Finding> {
  return new Promise((resolve) => {
    const end = (): void =>
      resolve({
        outcome: 'failed',
        problem: { code: 'server-unreachable' },
        note: { code: 'no-answer', ms },
      });
    limited.addEventListener('abort', end, { once: true });
  });
}
