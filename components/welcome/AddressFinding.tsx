import type { ReactElement } from 'react';
import { isProxy, type FirstRunState } from '../../lib/view/first-run.ts';
import { readableName } from '../../lib/view/readable-address.ts';
import { tellStage } from '../../lib/view/stage-told.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { firstRunWords as words } from '../../lib/view/words/first-run-words.ts';
import { grantAccess, mayNeedAccess } from '../../lib/view/words/problem-telling.ts';

interface AddressFindingProps {
  state: Pick<FirstRunState, 'host' | 'isLooking' | 'stages'>;
  onAgain: () => void;
}

/** What answers at the address that is typed. Its line is there before its words are: nothing below jumps, and it is announced. */
export function AddressFinding({ state, onAgain }: AddressFindingProps): ReactElement {
  const { host, isLooking, stages } = state;
  // What is wrong with the tenant stands at the tenant.
  const trouble = stages.findLast(({ name, problem }) => name !== 'tenant' && problem !== undefined);
  const isAnswered = stages.some(
    ({ name, outcome }) => name === 'health' && (outcome === 'passed' || outcome === 'warned'),
  );
  const where = host === null ? '' : readableName(host);
  return (
    <div className="first-run-finding" role="status">
      {host !== null && trouble !== undefined && !isLooking && <Trouble stage={trouble} onAgain={onAgain} />}
      {host !== null && isLooking && !isAnswered && <p>{words.looking(where)}</p>}
      {host !== null && trouble === undefined && isAnswered && (
        <p className="is-good">{isProxy(stages) ? words.proxy(where) : words.platform(where)}</p>
      )}
    </div>
  );
}

function Trouble({ stage, onAgain }: { stage: FirstRunState['stages'][number]; onAgain: () => void }) {
  const { actions } = usePanel();
  const { title, found, next } = tellStage(stage);
  const origin = stage.problem && mayNeedAccess(stage.problem) ? stage.problem.origin : undefined;
  return (
    <>
      {title !== null && <p className="first-run-trouble">{title}</p>}
      {found !== null && <p>{found}</p>}
      {next !== null && <p>{next}</p>}
      {origin !== undefined && (
        // Straight from the press: a browser asks in its turn only.
        <button
          type="button"
          className="button is-small"
          onClick={() => actions.allowAccess(origin, onAgain)}
        >
          {grantAccess.label}
        </button>
      )}
    </>
  );
}
