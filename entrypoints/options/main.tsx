import '../../lib/shared/no-eval.ts';
import { createRoot } from 'react-dom/client';
import { OptionsRoot } from '../../components/options/OptionsRoot.tsx';
import { requestHostAccess } from '../../lib/browser/host-access.ts';
import { openPagePort } from '../../lib/browser/page-port.ts';
import { createOptionsPage } from '../../lib/view/options-page.ts';

const root = document.getElementById('root');
if (root) {
  const page = createOptionsPage({ port: openPagePort('options'), newId: () => crypto.randomUUID() });
  createRoot(root).render(
    <OptionsRoot {...page} restart={() => location.reload()} askAccess={requestHostAccess} />,
  );
}
