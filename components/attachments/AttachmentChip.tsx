import { useState, type ReactElement } from 'react';
import { Eye, FileText, X } from 'lucide-react';
import { maskedCount } from '../../lib/masking/attached-masks.ts';
import type { Attachment } from '../../lib/shared/conversation.ts';
import { hostOf } from '../../lib/shared/host-of.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { attachedWords } from '../../lib/view/words/attached-words.ts';
import { IconButton } from '../common/IconButton.tsx';
import { PageFreshnessNote } from './PageFreshnessNote.tsx';
import { PreviewOnDemand } from './PreviewOnDemand.tsx';
import { PageMenu } from './PageMenu.tsx';
import { SiteNote } from './SiteNote.tsx';
import { focusComposer } from '../composer/focus-composer.ts';

interface AttachmentChipProps {
  attachment: Attachment;
  /** Of another tab than the one in front, beside that one's page. */
  isOfTab: boolean;
  isFirstOfSite: boolean;
}

/** The page that the next message takes along, and how much of it. */
export function AttachmentChip({ attachment, isOfTab, isFirstOfSite }: AttachmentChipProps): ReactElement {
  const { actions } = usePanel();
  const [open, setOpen] = useState(false);
  const masked = maskedCount(attachment);
  const title = attachment.title || attachedWords.untitled;
  return (
    <div className="chip" role="group" aria-label={attachedWords.group(title)}>
      <span className="chip-icon" aria-hidden="true">
        <FileText size={18} strokeWidth={1.5} />
      </span>
      <div className="chip-words">
        <p className="chip-title" title={attachment.url}>
          <bdi>{title}</bdi>
        </p>
        <p className="chip-detail">
          <span className="chip-host">{hostOf(attachment.url)}</span>
          <span>{attachedWords.extent(attachment)}</span>
          {masked > 0 && <span>{attachedWords.masked(masked)}</span>}
        </p>
        {!isOfTab && <PageFreshnessNote key={attachment.id} page={attachment} />}
      </div>
      <IconButton label={attachedWords.preview} icon={Eye} size={16} onPress={() => setOpen(true)} />
      <PageMenu page={attachment} />
      <IconButton
        label={attachedWords.remove}
        icon={X}
        size={16}
        onPress={() => {
          actions.removePage(attachment.id);
          // The button goes away with the chip.
          focusComposer();
        }}
      />
      {isFirstOfSite && <SiteNote attachment={attachment} />}
      {open && (
        <PreviewOnDemand
          // Another page in its place is another preview: its fence must never stand around this one's text.
          key={attachment.id}
          page={attachment}
          onEdit={(text) => actions.editPage(attachment.id, text)}
          onUnmask={(...which) => actions.unmaskPage(attachment.id, ...which)}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
