import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { Attachment } from '../../lib/shared/conversation.ts';
import { hostOf } from '../../lib/shared/host-of.ts';
import { createSiteConsent, type SiteConsent } from '../../lib/view/site-consent.ts';
import { usePanel, usePanelState } from '../../lib/view/use-panel.ts';
import { siteWords as words } from '../../lib/view/words/site-words.ts';
import { focusComposer } from '../composer/focus-composer.ts';

/** The first time that a page of its site is attached here, by this person and for this tenant: where it goes. */
export function SiteNote({ attachment: { id, url } }: { attachment: Attachment }): ReactElement | null {
  const { store, accountPort } = usePanel();
  const destination = usePanelState((state) => state.destination);
  const account = usePanelState((state) => state.account);
  const [isNew, setNew] = useState(false);
  const consent = useRef<SiteConsent | null>(null);
  const host = hostOf(url);

  useEffect(() => {
    setNew(false);
    const made = createSiteConsent({ port: accountPort, store, host, id, told: setNew });
    consent.current = made;
    return () => made.close();
    // Somebody else, or another tenant, has agreed to sites of their own (law 9).
  }, [accountPort, store, host, id, destination, account]);

  if (!isNew || destination === null) return null;
  const site = url.startsWith('file:') ? words.files : host;
  return (
    <p className="chip-site">
      <span>{words.goes(site, hostOf(destination.apiUrl), destination.tenantId)}</span>
      <button
        type="button"
        className="link-button"
        onClick={() => {
          consent.current?.agree();
          // The button goes away with the line.
          focusComposer();
        }}
      >
        {words.ok}
      </button>
    </p>
  );
}
