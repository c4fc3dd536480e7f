import '../../lib/shared/no-eval.ts';
import { useEffect, type ReactElement } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { PanelRoot } from '../../components/chat/PanelRoot.tsx';
import { requestHostAccess } from '../../lib/browser/host-access.ts';
import { openPagePort } from '../../lib/browser/page-port.ts';
import { openOptions } from '../../lib/browser/pages.ts';
import { createPanel, type Panel } from '../../lib/view/panel.ts';

/**
 * Brings the page to life that the build has drawn (components/chat/prerender.tsx), with what was typed into it so far.
 * Resolves once it hears.
 */
export function mount(root: HTMLElement): Promise<void> {
  const panel = createPanel({
    port: openPagePort('panel'),
    openOptions: () => void openOptions(),
    restart: () => location.reload(),
    askAccess: requestHostAccess,
    typed: root.querySelector('textarea')?.value ?? '',
  });
  return new Promise((resolve) => {
    hydrateRoot(root, <Alive panel={panel} onAlive={resolve} />);
  });
}

function Alive({ panel, onAlive }: { panel: Panel; onAlive: () => void }): ReactElement {
  useEffect(onAlive, [onAlive]);
  return <PanelRoot panel={panel} />;
}
