import type { ReactElement } from 'react';
import { isFollowed } from '../../lib/view/followed-chats.ts';
import { usePanelState } from '../../lib/view/use-panel.ts';
import { AttachmentChip } from './AttachmentChip.tsx';
import { PageOffer } from './PageOffer.tsx';

/** The page in front, where it is offered, and the one that is attached. */
export function PageChips(): ReactElement {
  const attachment = usePanelState((state) => state.attachment);
  const followed = usePanelState((state) =>
    state.conversation !== null && isFollowed(state, state.conversation.id) ? state.conversation.id : null,
  );
  return (
    <>
      {followed !== null && <PageOffer conversationId={followed} />}
      {attachment !== null && <AttachmentChip attachment={attachment} />}
    </>
  );
}
