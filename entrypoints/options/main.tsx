import '../../lib/shared/no-eval.ts';
import { createRoot } from 'react-dom/client';
import { OptionsRoot } from '../../components/options/OptionsRoot.tsx';
import { openPagePort } from '../../lib/browser/page-port.ts';
import { createOptionsStore } from '../../lib/view/options-store.ts';

const root = document.getElementById('root');
if (root) {
  const store = createOptionsStore(openPagePort('options'));
  createRoot(root).render(<OptionsRoot store={store} restart={() => location.reload()} />);
}
