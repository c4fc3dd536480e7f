import { useLayoutEffect, useRef, type ReactElement } from 'react';
import type { ConnectionTest, ConnectionTestState, TestStage } from '../../lib/view/connection-test.ts';
import { blamedSetting } from '../../lib/view/test-verdict.ts';
import { optionsWords } from '../../lib/view/words/options-words.ts';
import { CopyReport } from './CopyReport.tsx';
import { StageItem, type StageActions } from './StageItem.tsx';

interface TestReportProps extends Omit<StageActions, 'onAgain'> {
  test: ConnectionTest;
  state: ConnectionTestState;
  /** Markdown, as it is when pressed. */
  report: () => string;
}

/** What *Test connection* says: the stages as they arrive. */
export function TestReport({ test, state, report, ...actions }: TestReportProps): ReactElement {
  const { testing, stages } = state;
  const isRunning = testing === 'running';
  const isFailed = stages.some(({ outcome }) => outcome === 'failed');
  const left = stages.filter(isLeftOut).map(({ name }) => optionsWords.stages[name]);
  const region = useRef<HTMLElement>(null);
  const stop = useRef<HTMLButtonElement>(null);
  const wasRunning = useRef(isRunning);
  useLayoutEffect(() => {
    if (wasRunning.current === isRunning) return;
    wasRunning.current = isRunning;
    // What was pressed may be gone while a test runs, or with its end: the focus must not be lost with it.
    if (document.activeElement === document.body) (isRunning ? stop : region).current?.focus();
  }, [isRunning]);
  return (
    <section ref={region} className="report" id="test" tabIndex={-1} aria-label={optionsWords.report}>
      <div className="report-head">
        {testing === 'idle' && <p>{optionsWords.reportEmpty}</p>}
        <p role="status">{told(state, actions.isCurrent)}</p>
        {isRunning && (
          <button ref={stop} type="button" className="button is-small" onClick={test.stop}>
            {optionsWords.stop}
          </button>
        )}
      </div>
      {stages.length > 0 && (
        <ol className="stages" aria-busy={isRunning}>
          {stages
            .filter((stage) => !isLeftOut(stage))
            .map((stage) => (
              <StageItem
                key={stage.name}
                stage={stage}
                {...actions}
                onAgain={isRunning ? undefined : () => void test.run(stage.name)}
              />
            ))}
        </ol>
      )}
      {isFailed && left.length > 0 && !isRunning && (
        <p className="stage-note">{optionsWords.notAsked(left)}</p>
      )}
      {stages.length > 0 && !isRunning && (
        <div className="report-foot">
          <button
            type="button"
            className="button is-small"
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

/** One that an earlier stage has made pointless: its cause is told there, once. */
function isLeftOut({ note }: TestStage): boolean {
  return note?.code === 'not-reached';
}

function told({ testing, stages }: ConnectionTestState, isCurrent: boolean): string {
  if (testing === 'done') return isCurrent ? verdict(stages) : optionsWords.testedBefore;
  return testing === 'running' ? optionsWords.testing : '';
}

/** Claims nothing about what was left out. */
function verdict(stages: readonly TestStage[]): string {
  const { testFailed, testFailedAtField, testWarned, testPassed, testPassedInPart, notTested } = optionsWords;
  const ended = (outcome: TestStage['outcome']): TestStage[] =>
    stages.filter((stage) => stage.outcome === outcome);
  const [failed] = ended('failed');
  if (failed !== undefined) return blamedSetting(failed) === null ? testFailed : testFailedAtField;
  const skipped = ended('skipped').map(({ name }) => optionsWords.stages[name]);
  const passed = skipped.length > 0 ? testPassedInPart : testPassed;
  const works = ended('warned').length > 0 ? testWarned : passed;
  return skipped.length > 0 ? notTested(works, skipped) : works;
}
