import type { ReactElement } from 'react';
import { Check, LoaderCircle, Minus, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { ConnectionTest, ConnectionTestState, TestStage } from '../../lib/view/connection-test.ts';
import { grantAccess, mayNeedAccess } from '../../lib/view/words/problem-telling.ts';
import { problemWords } from '../../lib/view/words/problem-words.ts';
import { optionsWords } from '../../lib/view/words/options-words.ts';
import { testNoteWords } from '../../lib/view/words/test-note-words.ts';

const icons: Record<TestStage['outcome'], LucideIcon> = {
  running: LoaderCircle,
  passed: Check,
  warned: TriangleAlert,
  failed: X,
  skipped: Minus,
};

interface TestReportProps {
  test: ConnectionTest;
  state: ConnectionTestState;
  /** Asks the browser for access to an origin, and tests again. */
  onAllow: (origin: string) => void;
}

/** *Test connection*: the stages as they arrive. */
export function TestReport({ test, state, onAllow }: TestReportProps): ReactElement {
  const { testing, stages } = state;
  return (
    <section className="card" aria-label={optionsWords.report}>
      <div className="report-head">
        <div>
          <h2>{optionsWords.report}</h2>
          <p role="status">{testing === 'done' ? verdict(stages) : optionsWords.reportEmpty}</p>
        </div>
        <button type="button" className="button" onClick={() => void test.run()}>
          {optionsWords.test}
        </button>
      </div>
      {stages.length > 0 && (
        <ol className="stages" aria-busy={testing === 'running'}>
          {stages.map((stage) => (
            <Stage key={stage.name} stage={stage} onAllow={onAllow} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Stage({ stage, onAllow }: { stage: TestStage } & Pick<TestReportProps, 'onAllow'>): ReactElement {
  const { name, outcome, duration, note, problem } = stage;
  const Icon = icons[outcome];
  const told = problem && problemWords(problem);
  const origin = problem?.origin;
  return (
    <li className={`stage is-${outcome}`} data-stage={name} data-outcome={outcome}>
      <span className="stage-mark" role="img" aria-label={optionsWords.outcomes[outcome]}>
        <Icon size={14} strokeWidth={2.5} aria-hidden="true" />
      </span>
      <div className="stage-words">
        <p className="stage-name">
          {optionsWords.stages[name]}
          {duration !== undefined && <span className="stage-time">{optionsWords.duration(duration)}</span>}
        </p>
        {note !== undefined && <p className="stage-note">{testNoteWords(note)}</p>}
        {told && (
          <div className="stage-problem">
            <p>
              <strong>{optionsWords.stageProblem(told.title)}</strong> {told.body}
            </p>
            {told.quotation !== null && <blockquote dir="auto">{told.quotation}</blockquote>}
            {mayNeedAccess(problem) && origin !== undefined && (
              <button type="button" className="button is-small" onClick={() => onAllow(origin)}>
                {grantAccess.label}
              </button>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

/** Claims nothing about what was left out. */
function verdict(stages: readonly TestStage[]): string {
  const { testFailed, testWarned, testPassed, testPassedInPart, notTested } = optionsWords;
  const ended = (outcome: TestStage['outcome']): TestStage[] =>
    stages.filter((stage) => stage.outcome === outcome);
  if (ended('failed').length > 0) return testFailed;
  const skipped = ended('skipped').map(({ name }) => optionsWords.stages[name]);
  const passed = skipped.length > 0 ? testPassedInPart : testPassed;
  const works = ended('warned').length > 0 ? testWarned : passed;
  return skipped.length > 0 ? notTested(works, skipped) : works;
}
