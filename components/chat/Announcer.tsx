import { useEffect, useRef, useState, type ReactElement } from 'react';
import { answerInProgress } from '../../lib/view/message-list.ts';
import { usePanelState } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words/panel-words.ts';

/** The only live region about answers: that one begins, and that it is complete. Never its text. */
export function Announcer(): ReactElement {
  const openId = usePanelState((state) => answerInProgress(state.messages)?.id ?? null);
  const lastStatus = usePanelState((state) => state.messages.at(-1)?.status);
  const wasOpen = useRef<string | null>(null);
  const [said, say] = useState('');

  useEffect(() => {
    if (openId !== null && openId !== wasOpen.current) say(words.panel.answering);
    if (openId === null && wasOpen.current !== null)
      say(lastStatus === 'complete' ? words.panel.answered : '');
    wasOpen.current = openId;
  }, [openId, lastStatus]);

  return (
    <div className="off-screen" aria-live="polite">
      {said}
    </div>
  );
}
