import type { ReactElement, RefObject } from 'react';
import { isFollowed } from '../../lib/view/followed-chats.ts';
import { hostOf } from '../../lib/shared/host-of.ts';
import { usePanelState } from '../../lib/view/use-panel.ts';
import { AttachmentChip } from './AttachmentChip.tsx';
import { PageOffer } from './PageOffer.tsx';
import { PasteChip, type LatestPaste } from './PasteChip.tsx';

export interface AttachedPartsProps {
  box: RefObject<HTMLTextAreaElement | null>;
  latest: RefObject<LatestPaste | null>;
}

/** All that goes along with the next message: the page, pages of other tabs, a pasted text; and the page in front, where it is offered. */
export function AttachedParts({ box, latest }: AttachedPartsProps): ReactElement {
  const attachment = usePanelState((state) => state.attachment);
  const tabs = usePanelState((state) => state.tabs);
  const paste = usePanelState((state) => state.paste);
  const followed = usePanelState((state) =>
    state.conversation !== null && isFollowed(state, state.conversation.id) ? state.conversation.id : null,
  );
  const pages = attachment === null ? tabs : [attachment, ...tabs];
  return (
    <>
      {followed !== null && <PageOffer conversationId={followed} />}
      {pages.map((page, at) => (
        <AttachmentChip
          // The page in front keeps its place, and what is open of it, as it is read anew.
          key={page === attachment ? 'front' : page.id}
          attachment={page}
          isOfTab={page !== attachment}
          // Of several pages of a site one says where they go.
          isFirstOfSite={pages.findIndex(({ url }) => hostOf(url) === hostOf(page.url)) === at}
        />
      ))}
      {paste && <PasteChip paste={paste} box={box} latest={latest} />}
    </>
  );
}
