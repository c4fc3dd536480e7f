import { createHandOffDesk, type Menus } from '../../lib/background/hand-off/hand-off-desk.ts';
import type { HandOffPart } from '../../lib/background/hand-off/hand-off-part.ts';
import {
  clearContextMenu,
  removeFromContextMenu,
  showInContextMenu,
  suggestInAddressBar,
} from '../../lib/browser/context-menus.ts';
import { handOffMenuWords } from '../../lib/view/words/hand-off-menu-words.ts';

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

export const handOff: HandOffPart = (given) =>
  createHandOffDesk({
    ...given,
    words: handOffMenuWords,
    // In Firefox private windows have the menus of all others, in which nothing of them may show.
    menus: import.meta.env.FIREFOX && given.isPrivate ? noMenus : menus,
  });
