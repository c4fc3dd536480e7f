import '../../lib/shared/no-eval.ts';
import { createRoot } from 'react-dom/client';
import { PanelRoot } from '../../components/chat/PanelRoot.tsx';
import { openPagePort } from '../../lib/browser/page-port.ts';
import { openOptions } from '../../lib/browser/pages.ts';
import { createPanel } from '../../lib/view/panel.ts';

const root = document.getElementById('root');
if (root) {
  const panel = createPanel({
    port: openPagePort('panel'),
    openOptions: () => void openOptions(),
    restart: () => location.reload(),
  });
  createRoot(root).render(<PanelRoot panel={panel} />);
}
