import { useEffect, useRef, useState, type ReactElement } from 'react';
import { answerInProgress } from '../../lib/view/message-list.ts';
import { answerEnd } from '../../lib/view/answer-end.ts';
import { usePanelState } from '../../lib/view/use-panel.ts';
import { newsWords } from '../../lib/view/words/news-words.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { useLostConnection } from './use-lost-connection.ts';

/** The only live region about answers: that one begins, that it is cut off, and what it came to. Never its text. */
export function Announcer(): ReactElement {
  const openId = usePanelState((state) => answerInProgress(state.messages)?.id ?? null);
  const wasOpen = useRef<string | null>(null);
  // Others may wait behind it.
  const end = usePanelState(({ messages }) => {
    const last = messages.findLast(({ id }) => id === wasOpen.current);
    if (last?.role !== 'assistant') return '';
    return last.status === 'complete' ? newsWords.answered : answerEnd(last);
  });
  const isLost = useLostConnection(openId);
  const [said, say] = useState('');

  useEffect(() => {
    if (openId !== null && openId !== wasOpen.current) say(newsWords.answering);
    if (openId === null && wasOpen.current !== null) say(end);
    wasOpen.current = openId;
  }, [openId, end]);

  useEffect(() => {
    if (isLost) say(words.message.connectionLost);
  }, [isLost]);

  return (
    <div className="off-screen" aria-live="polite">
      {said}
    </div>
  );
}
