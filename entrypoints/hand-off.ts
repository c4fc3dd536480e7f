import '../lib/shared/no-eval.ts';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { createHandOffDesk, type Menus } from '../lib/background/hand-off/hand-off-desk.ts';
import { handOffPart } from '../lib/background/hand-off/hand-off-part.ts';
import {
  clearContextMenu,
  removeFromContextMenu,
  showInContextMenu,
  suggestInAddressBar,
} from '../lib/browser/context-menus.ts';
import { handOver } from '../lib/shared/background-part.ts';
import { handOffMenuWords } from '../lib/view/words/hand-off-menu-words.ts';

const menus: Menus = {
  clear: clearContextMenu,
  remove: removeFromContextMenu,
  show: showInContextMenu,
  suggest: suggestInAddressBar,
};
const noMenus: Menus = {
  clear: async () => undefined,
  remove: async () => undefined,
  show: async () => undefined,
  suggest: async () => undefined,
};

/** A part of the background, loaded when somebody has asked for something outside of our pages, or the menus are to be shown. */
export default defineUnlistedScript(() =>
  handOver(handOffPart, (given) =>
    createHandOffDesk({
      ...given,
      words: handOffMenuWords,
      // In Firefox private windows have the menus of all others, in which nothing of them may show.
      menus: import.meta.env.FIREFOX && given.isPrivate ? noMenus : menus,
    }),
  ),
);
