import { useEffect, useSyncExternalStore, type ReactElement } from 'react';
import { X } from 'lucide-react';
import { hostOf } from '../../lib/shared/host-of.ts';
import type { PageAccessList } from '../../lib/view/page-access.ts';
import { patternSite } from '../../lib/view/site-input.ts';
import type { OptionsState } from '../../lib/view/options-state.ts';
import { between } from '../../lib/view/words/counting.ts';
import { pageAccessWords as words } from '../../lib/view/words/page-access-words.ts';
import { IconButton } from '../common/IconButton.tsx';
import { PageRulesPart } from './PageRulesPart.tsx';
import { SiteForm } from './SiteForm.tsx';

interface PageAccessSectionProps {
  store: PageAccessList;
  /** Of the profile in use; null until read. */
  settings: OptionsState['view'];
  /** Who is there, and where: it has agreed to sites of its own. */
  whose: string;
  isPrivate: boolean;
}

/** *Page access*: what the browser lets us read, what a person has agreed to send, and what their organisation says. */
export function PageAccessSection({
  store,
  settings,
  whose,
  isPrivate,
}: PageAccessSectionProps): ReactElement {
  const { allowed, agreed, typed, outcome } = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => void store.refresh(), [store, whose]);

  const server = settings?.settings.apiUrl ?? null;
  const remove = (change: Promise<void>): void => {
    void change;
    // The button goes with its site, and the focus must not go nowhere.
    document.getElementById('page-access-outcome')?.focus();
  };
  return (
    <section className="card" aria-labelledby="page-access">
      <div className="card-head">
        <h2 id="page-access">{words.title}</h2>
        <p>{words.intro}</p>
      </div>
      <div className="data-part">
        <h3>{words.allowed}</h3>
        {allowed !== null && allowed.length === 0 && <p className="field-help">{words.none}</p>}
        {allowed !== null && allowed.length > 0 && (
          <ul className="sites" aria-label={words.allowed}>
            {allowed.map((pattern) => (
              <li key={pattern}>
                <span className="own-prompt-words">
                  <bdi>{patternSite(pattern)}</bdi>
                  {patternSite(pattern) === server && <span className="site-note">{words.server}</span>}
                </span>
                <IconButton
                  label={words.remove(patternSite(pattern))}
                  icon={X}
                  size={15}
                  onPress={() => remove(store.withdraw(pattern))}
                />
              </li>
            ))}
          </ul>
        )}
        {isPrivate ? (
          <p className="field-help">{words.privately}</p>
        ) : (
          <SiteForm store={store} typed={typed} isNoSite={outcome?.kind === 'no-site'} />
        )}
        <div className="form-outcome" id="page-access-outcome" tabIndex={-1}>
          <span role="status">
            {outcome !== null &&
              outcome.kind !== 'no-site' &&
              words.outcome[outcome.kind](patternSite(outcome.site))}
          </span>
        </div>
      </div>
      {agreed !== null && agreed.hosts.length > 0 && settings !== null && (
        <div className="data-part">
          <h3>{words.agreed}</h3>
          <p className="field-help">{words.agreedTo(placeOf(settings.settings))}</p>
          <ul className="sites" aria-label={words.agreed}>
            {agreed.hosts.toReversed().map((host) => (
              <li key={host}>
                <span className="own-prompt-words">
                  <bdi>{host}</bdi>
                </span>
                <IconButton
                  label={words.forget(host)}
                  icon={X}
                  size={15}
                  onPress={() => remove(store.forget(host))}
                />
              </li>
            ))}
          </ul>
        </div>
      )}
      {settings !== null && <PageRulesPart rules={settings.pageRules} />}
    </section>
  );
}

/** As in the panel: where messages go. */
function placeOf({ apiUrl, tenantId }: { apiUrl: string; tenantId: string }): string {
  return hostOf(apiUrl) + (tenantId && between + tenantId);
}
