import type { ReactElement } from 'react';
import { Check, LoaderCircle, Minus, RotateCw, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import { hostOf } from '../../lib/shared/host-of.ts';
import type { SettingsField } from '../../lib/config/settings-record.ts';
import { foundAddress, type FoundAddress } from '../../lib/view/found-address.ts';
import { readableName } from '../../lib/view/readable-address.ts';
import { tellStage, type StageTold } from '../../lib/view/stage-told.ts';
import type { TestStage } from '../../lib/view/connection-test.ts';
import { blamedSetting } from '../../lib/view/test-verdict.ts';
import { grantAccess, mayNeedAccess } from '../../lib/view/words/problem-telling.ts';
import { timeTaken } from '../../lib/view/words/time-taken.ts';
import { optionsWords } from '../../lib/view/words/options-words.ts';
import { IconButton } from '../common/IconButton.tsx';

const icons: Record<TestStage['outcome'], LucideIcon> = {
  running: LoaderCircle,
  passed: Check,
  warned: TriangleAlert,
  failed: X,
  skipped: Minus,
};

export interface StageActions {
  /** Asks the browser for access to an origin, and tests again. */
  onAllow: (origin: string) => void;
  /** Takes an address that was found into the form; it is saved by *Save*, as what is typed. */
  onUse: (found: FoundAddress) => void;
  /** Settings that nobody can change here. */
  locked: readonly SettingsField[];
  /** Where the API URL leads, for a look with the browser's own eyes; null: nowhere. */
  place: string | null;
  /** What is typed is what was tested: what blames a setting is said there. */
  isCurrent: boolean;
  /** That stage alone; absent while a test runs. */
  onAgain: (() => void) | undefined;
}

/** One stage: how it ended, why, and what to do. */
export function StageItem({ stage, ...actions }: { stage: TestStage } & StageActions): ReactElement {
  const { name, outcome, duration = 0 } = stage;
  const took = timeTaken(duration);
  const Icon = icons[outcome];
  const label = optionsWords.stages[name];
  return (
    <li className={`stage is-${outcome}`} data-stage={name} data-outcome={outcome}>
      <span className="stage-mark" role="img" aria-label={optionsWords.outcomes[outcome]}>
        <Icon size={14} strokeWidth={2.5} aria-hidden="true" />
      </span>
      <div className="stage-words">
        <div className="stage-head">
          <p className="stage-name">
            {label}
            {took !== null && <span className="stage-time">{took}</span>}
          </p>
          {actions.onAgain && (
            <IconButton
              label={optionsWords.again(label)}
              icon={RotateCw}
              size={14}
              onPress={actions.onAgain}
            />
          )}
        </div>
        <StageWords stage={stage} {...actions} />
      </div>
    </li>
  );
}

function StageWords({
  stage,
  onAllow,
  onUse,
  locked,
  place,
  isCurrent,
}: { stage: TestStage } & StageActions): ReactElement {
  const { outcome, note, problem } = stage;
  const { title, found, next, quotation } = atField(stage, isCurrent);
  const origin = problem && mayNeedAccess(problem) ? problem.origin : undefined;
  const elsewhere = foundAddress(note);
  const isFault = outcome === 'failed' || problem !== undefined;
  const mayLook = note !== undefined && looksHelp.has(note.code) && place !== null;
  const hasMore = next !== null || quotation !== null || origin !== undefined || mayLook;
  const isBox = hasMore || (isFault && (title ?? found) !== null);
  if (!isBox) return <>{found !== null && <p className="stage-note">{found}</p>}</>;
  return (
    <div className={isFault ? 'stage-problem' : 'stage-remark'}>
      {title !== null && <p className="stage-title">{optionsWords.stageProblem(title)}</p>}
      {found !== null && <p className="stage-cause">{found}</p>}
      {next !== null && <p>{next}</p>}
      {quotation !== null && <blockquote dir="auto">{quotation}</blockquote>}
      <div className="stage-actions">
        {origin !== undefined && (
          <button type="button" className="button is-small" onClick={() => onAllow(origin)}>
            {grantAccess.label}
          </button>
        )}
        {elsewhere !== null && !locked.includes(elsewhere.field) && (
          <button type="button" className="button is-small" onClick={() => onUse(elsewhere)}>
            {optionsWords.takeAddress}
          </button>
        )}
        {mayLook && (
          <a className="button is-small" href={place} target="_blank" rel="noreferrer">
            {optionsWords.openAddress(readableName(hostOf(place)))}
          </a>
        )}
      </div>
    </div>
  );
}

/** Without the cause that is said at its setting. */
function atField(stage: TestStage, isCurrent: boolean): StageTold {
  const told = tellStage(stage);
  return isCurrent && blamedSetting(stage) !== null ? { ...told, title: null, found: null } : told;
}

/** Where a browser tells more in a tab than it tells an extension. */
const looksHelp: ReadonlySet<string> = new Set(['no-way-in', 'web-page', 'redirected', 'nothing-here']);
