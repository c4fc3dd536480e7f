import '../../lib/shared/no-eval.ts';
import { createRoot } from 'react-dom/client';
import { OptionsRoot } from '../../components/options/OptionsRoot.tsx';
import { requestHostAccess } from '../../lib/browser/host-access.ts';
import { connectToBackground } from '../../lib/browser/background-port.ts';
import { systemClock } from '../../lib/browser/system-clock.ts';
import { createPagePort } from '../../lib/messaging/page-port.ts';
import { createOptionsPage } from '../../lib/view/options-page.ts';

const root = document.getElementById('root');
if (root) {
  const port = createPagePort({
    connect: () => connectToBackground('options'),
    greeting: null,
    setTimeout: systemClock.setTimeout,
    clearTimeout: systemClock.clearTimeout,
  });
  const page = createOptionsPage({ port, newId: () => crypto.randomUUID() });
  createRoot(root).render(
    <OptionsRoot {...page} restart={() => location.reload()} askAccess={requestHostAccess} />,
  );
}
