import '../../lib/shared/no-eval.ts';
import { createRoot } from 'react-dom/client';
import { OptionsRoot } from '../../components/options/OptionsRoot.tsx';
import { openPagePort } from '../../lib/browser/page-port.ts';
import { createDataStore } from '../../lib/view/data-store.ts';
import { createOptionsStore } from '../../lib/view/options-store.ts';

const root = document.getElementById('root');
if (root) {
  const port = openPagePort('options');
  const [store, data] = [createOptionsStore(port), createDataStore(port)];
  createRoot(root).render(<OptionsRoot store={store} data={data} restart={() => location.reload()} />);
}
