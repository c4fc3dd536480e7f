import { useEffect, useState, type ReactElement } from 'react';
import type { Attachment } from '../../lib/shared/conversation.ts';
import { nothingSeen, pageFreshness, withTabNews } from '../../lib/view/page-freshness.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { attachedWords } from '../../lib/view/words/attached-words.ts';
import { useTabs } from './use-tabs.ts';

/** Says that the page is not as it was attached, or not the one in front; it is never swapped by itself. */
export function PageFreshnessNote({ page }: { page: Attachment }): ReactElement {
  const { actions } = usePanel();
  const tabs = useTabs();
  const [seen, setSeen] = useState(nothingSeen);
  useEffect(() => tabs?.watchFront((news) => setSeen((before) => withTabNews(before, news))), [tabs]);
  const freshness = pageFreshness(page, seen);
  const told = attachedWords.freshness[freshness];
  const update = freshness === 'changed' || freshness === 'moved' ? attachedWords.update[freshness] : null;
  return (
    <p className="chip-note">
      {/* In its place before it says something: what comes with its region is told by few screen readers. */}
      <span role="status">{told}</span>
      {update !== null && (
        <button type="button" className="link-button" onClick={actions.attachPage}>
          {update}
        </button>
      )}
    </p>
  );
}
