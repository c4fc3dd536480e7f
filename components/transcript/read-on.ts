import type { Panel } from '../../lib/view/panel.ts';
import { heldMessages } from './held-messages.ts';

/**
 * Loads the next messages at that end of what is read, and lets go of those at the other, save what is selected or has the
 * focus. What is read stays where it is meanwhile, as browsers see to wherever a view is scrolled; at its very top, where
 * they don't, it is scrolled by a pixel before anything is drawn.
 */
export async function readOn({ actions, store }: Panel, towards: 'earlier' | 'later'): Promise<void> {
  const unsubscribe = store.subscribe(() => {
    const view = document.querySelector('.transcript');
    if (view?.scrollTop === 0) view.scrollTop = 1;
  });
  await (towards === 'earlier' ? actions.loadEarlier() : actions.loadLater());
  unsubscribe();
  actions.letGo(towards, heldMessages);
}
