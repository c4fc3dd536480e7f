import type { ReactElement, RefObject } from 'react';
import { usePanelState } from '../../lib/view/use-panel.ts';
import { AttachmentChip } from './AttachmentChip.tsx';
import { PasteChip, type LatestPaste } from './PasteChip.tsx';

export interface AttachedPartsProps {
  box: RefObject<HTMLTextAreaElement | null>;
  latest: RefObject<LatestPaste | null>;
}

/** All that goes along with the next message: the page, pages of other tabs, a pasted text. */
export function AttachedParts({ box, latest }: AttachedPartsProps): ReactElement {
  const attachment = usePanelState((state) => state.attachment);
  const tabs = usePanelState((state) => state.tabs);
  const paste = usePanelState((state) => state.paste);
  return (
    <>
      {attachment && <AttachmentChip attachment={attachment} />}
      {tabs.map((tab) => (
        <AttachmentChip key={tab.id} attachment={tab} isOfTab />
      ))}
      {paste && <PasteChip paste={paste} box={box} latest={latest} />}
    </>
  );
}
