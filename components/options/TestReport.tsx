import type { ReactElement } from 'react';
import type { ConnectionTest, ConnectionTestState, TestStage } from '../../lib/view/connection-test.ts';
import { optionsWords } from '../../lib/view/words/options-words.ts';
import { CopyReport } from './CopyReport.tsx';
import { StageItem, type StageActions } from './StageItem.tsx';

interface TestReportProps extends Omit<StageActions, 'onAgain'> {
  test: ConnectionTest;
  state: ConnectionTestState;
  /** Markdown, as it is when pressed. */
  report: () => string;
}

/** *Test connection*: the stages as they arrive. */
export function TestReport({ test, state, report, ...actions }: TestReportProps): ReactElement {
  const { testing, stages } = state;
  const isRunning = testing === 'running';
  return (
    <section className="card" id="test" aria-label={optionsWords.report}>
      <div className="report-head">
        <div>
          <h2>{optionsWords.report}</h2>
          <p role="status">{testing === 'done' ? verdict(stages) : optionsWords.reportEmpty}</p>
        </div>
        <div className="report-actions">
          <button type="button" className="button" onClick={() => void test.run()}>
            {optionsWords.test}
          </button>
          {isRunning && (
            <button type="button" className="button" onClick={test.stop}>
              {optionsWords.stop}
            </button>
          )}
        </div>
      </div>
      {stages.length > 0 && (
        <ol className="stages" aria-busy={isRunning}>
          {stages.map((stage) => (
            <StageItem
              key={stage.name}
              stage={stage}
              {...actions}
              onAgain={isRunning ? undefined : () => void test.run(stage.name)}
            />
          ))}
        </ol>
      )}
      {stages.length > 0 && !isRunning && (
        <div className="report-foot">
          <button
            type="button"
            className="button"
            aria-describedby="message-help"
            onClick={() => void test.run('message')}
          >
            {optionsWords.sendMessage}
          </button>
          <CopyReport report={report} />
          <p id="message-help" className="stage-note">
            {optionsWords.sendMessageHelp}
          </p>
        </div>
      )}
    </section>
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
