import { keepForPage, readKept } from '../shared/page-storage.ts';
import type { PanelState } from './panel-state.ts';
import type { TranscriptStore } from './transcript-store.ts';

/*
 * Chats in which the page in front is offered as it changes. It is switched on for each chat, and for as long as its panel is
 * open: the page keeps it for itself over a reload, and nothing of it reaches a disk.
 */
const followedKey = 'followed-chats';

export function isFollowed({ followed }: Pick<PanelState, 'followed'>, conversationId: string): boolean {
  return conversationId !== '' && followed.split(' ').includes(conversationId);
}

export function followChat(
  store: Pick<TranscriptStore, 'change'>,
  conversationId: string,
  isWanted: boolean,
): void {
  store.change((state) => {
    const others = state.followed.split(' ').filter((id) => id !== conversationId && id !== '');
    const followed = (isWanted ? [...others, conversationId] : others).join(' ');
    keepForPage('sessionStorage', followedKey, followed);
    return { ...state, followed };
  });
}

/** As the page before this one left it. */
export function followAsBefore(store: Pick<TranscriptStore, 'change'>): void {
  const followed = readKept('sessionStorage', followedKey) ?? '';
  if (followed !== '') store.change((state) => ({ ...state, followed }));
}
