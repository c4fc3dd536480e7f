import { takeHandOff } from '../../lib/view/hand-off.ts';
import type { Panel } from '../../lib/view/panel.ts';
import { composerId, focusComposer } from './focus-composer.ts';

/** Takes it, and leaves the caret where one writes on. @param told by the background (lib/messaging/handed-over.ts) */
export async function placeHandOff(panel: Panel, told: unknown): Promise<void> {
  await takeHandOff(panel, told, (start, end) => {
    focusComposer();
    // Once the words stand in the box.
    requestAnimationFrame(() => {
      const box = document.getElementById(composerId);
      if (box instanceof HTMLTextAreaElement) box.setSelectionRange(start, end);
    });
  });
}
