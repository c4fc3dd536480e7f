import type { Panel } from '../../lib/view/panel.ts';

/** Pages of messages that are fetched for it: with what is shown, a thousand messages. What stands before and after is said to be missing. */
const mostPages = 20;

/** Opens the browser's print dialog for the chat that is shown, with what is not in the page yet. Resolves when that has closed. */
export async function printChat({ store, actions }: Pick<Panel, 'store' | 'actions'>): Promise<void> {
  actions.keepAll(true);
  for (let page = 0; page < mostPages; page += 1) {
    const { gap, hasEarlier } = store.state();
    if (gap < Infinity) await actions.loadLater();
    else if (hasEarlier) await actions.loadEarlier();
  }
  // Drawn in one frame, and laid out by the next.
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  window.print();
  actions.keepAll(false);
}
