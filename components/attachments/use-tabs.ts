import { useEffect, useState } from 'react';
import type { BrowserTabs } from '../../lib/shared/browser-tabs.ts';
import { usePanel } from '../../lib/view/use-panel.ts';

/** undefined until it is loaded; and for good where nothing may be known of tabs. */
export function useTabs(): BrowserTabs | undefined {
  const { loadTabs } = usePanel();
  const [tabs, setTabs] = useState<BrowserTabs | undefined>();
  useEffect(() => {
    let isGone = false;
    void loadTabs().then((loaded) => isGone || setTabs(loaded));
    return () => {
      isGone = true;
    };
  }, [loadTabs]);
  return tabs;
}
