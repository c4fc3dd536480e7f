import type { ReactElement } from 'react';
import type { OptionsState } from '../../lib/view/options-state.ts';
import { pageAccessWords as words } from '../../lib/view/words/page-access-words.ts';

type PageRules = NonNullable<OptionsState['view']>['pageRules'];

/** What the organisation says of pages; nothing where it says nothing. What it blocks stays closed, whatever it allows. */
export function PageRulesPart({ rules }: { rules: PageRules }): ReactElement | null {
  const { enabled, allow, block } = rules;
  if (enabled && allow === null && block.length === 0) return null;
  return (
    <div className="data-part">
      <h3>{words.organisation}</h3>
      {!enabled && <p className="field-help">{words.off}</p>}
      {enabled && allow !== null && <Hosts label={words.only} hosts={allow} />}
      {enabled && block.length > 0 && <Hosts label={words.block} hosts={block} />}
    </div>
  );
}

/** Of ten thousand nobody reads more, and the page would be slow. */
const shown = 100;

function Hosts({ label, hosts }: { label: string; hosts: readonly string[] }): ReactElement {
  return (
    <div>
      <p className="field-help">{label}</p>
      <ul className="activity-hosts" aria-label={label}>
        {hosts.slice(0, shown).map((host) => (
          <li key={host}>
            <bdi>{host}</bdi>
          </li>
        ))}
        {hosts.length === 0 && <li>{words.noSites}</li>}
        {hosts.length > shown && <li>{words.more(hosts.length - shown)}</li>}
      </ul>
    </div>
  );
}
