import type { Panel } from '../../lib/view/panel.ts';
import { heldOrdinals } from './held-ordinals.ts';

/** Loads the next messages at that end of what is read, and lets go of those at the other, save what is selected or has the focus. */
export async function readOn(panel: Panel, towards: 'earlier' | 'later'): Promise<void> {
  await (towards === 'earlier' ? panel.actions.loadEarlier() : panel.actions.loadLater());
  panel.actions.letGo(towards, heldOrdinals(panel));
}
