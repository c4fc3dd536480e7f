import { useState, type ReactElement } from 'react';
import { FileText } from 'lucide-react';
import type { Attachment } from '../../lib/shared/conversation.ts';
import { hostOf } from '../../lib/shared/host-of.ts';
import { attachedWords } from '../../lib/view/words/attached-words.ts';
import { PreviewOnDemand } from './PreviewOnDemand.tsx';

/** What went along with a question: a press shows it as it was sent, and its receipt says how much it was. */
export function SentPage({ page, tabIndex }: { page: Attachment; tabIndex: number }): ReactElement {
  const [open, setOpen] = useState(false);
  const isPaste = page.source === 'paste';
  const title = isPaste ? attachedWords.pasted : page.title || attachedWords.untitled;
  const receipt = [
    isPaste ? '' : attachedWords.source(page),
    hostOf(page.url),
    attachedWords.extent(page),
    ...attachedWords.leftOut(page),
  ].filter((part) => part !== '');
  return (
    <div className="sent-page-place">
      <button
        type="button"
        className="sent-page"
        aria-label={isPaste ? title : attachedWords.sent(title)}
        tabIndex={tabIndex}
        onClick={() => setOpen(true)}
      >
        <FileText size={14} strokeWidth={1.75} aria-hidden="true" />
        <span dir="auto">{title}</span>
      </button>
      <p className="sent-page-receipt">
        {receipt.map((part) => (
          <bdi key={part}>{part}</bdi>
        ))}
      </p>
      {open && <PreviewOnDemand page={page} onClose={() => setOpen(false)} />}
    </div>
  );
}
