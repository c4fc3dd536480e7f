import type { ReactElement } from 'react';
import { Check, LoaderCircle, Minus, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { OptionsState, OptionsStore, TestStage } from '../../lib/view/options-store.ts';
import { problemWords } from '../../lib/view/problem-words.ts';
import { words } from '../../lib/view/words.ts';

const icons: Record<TestStage['outcome'], LucideIcon> = {
  running: LoaderCircle,
  passed: Check,
  warned: TriangleAlert,
  failed: X,
  skipped: Minus,
};

/** *Test connection*: the stages as they arrive. */
export function TestReport({ store, state }: { store: OptionsStore; state: OptionsState }): ReactElement {
  const { testing, stages } = state;
  return (
    <section className="card" aria-label={words.options.report}>
      <div className="report-head">
        <div>
          <h2>{words.options.report}</h2>
          <p role="status">{testing === 'done' ? verdict(stages) : words.options.reportEmpty}</p>
        </div>
        <button type="button" className="button" onClick={() => void store.test()}>
          {words.options.test}
        </button>
      </div>
      {stages.length > 0 && (
        <ol className="stages" aria-busy={testing === 'running'}>
          {stages.map((stage) => (
            <Stage key={stage.name} stage={stage} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Stage({ stage }: { stage: TestStage }): ReactElement {
  const { name, outcome, duration, note, problem } = stage;
  const Icon = icons[outcome];
  const told = problem && problemWords(problem);
  return (
    <li className={`stage is-${outcome}`} data-stage={name} data-outcome={outcome}>
      <span className="stage-mark" role="img" aria-label={words.options.outcomes[outcome]}>
        <Icon size={14} strokeWidth={2.5} aria-hidden="true" />
      </span>
      <div className="stage-words">
        <p className="stage-name">
          {words.options.stages[name]}
          {duration !== undefined && <span className="stage-time">{words.options.duration(duration)}</span>}
        </p>
        {note !== undefined && <p className="stage-note">{note}</p>}
        {told && (
          <div className="stage-problem">
            <p>
              <strong>{told.title}.</strong> {told.body}
            </p>
            {told.quotation !== null && <blockquote dir="auto">{told.quotation}</blockquote>}
          </div>
        )}
      </div>
    </li>
  );
}

/** Claims nothing about what was left out. */
function verdict(stages: readonly TestStage[]): string {
  const { testFailed, testWarned, testPassed, testPassedInPart, notTested } = words.options;
  const ended = (outcome: TestStage['outcome']): TestStage[] =>
    stages.filter((stage) => stage.outcome === outcome);
  if (ended('failed').length > 0) return testFailed;
  const skipped = ended('skipped').map(({ name }) => words.options.stages[name]);
  const passed = skipped.length > 0 ? testPassedInPart : testPassed;
  const works = ended('warned').length > 0 ? testWarned : passed;
  return skipped.length > 0 ? `${works} ${notTested(skipped)}` : works;
}
