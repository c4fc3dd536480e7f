import { useLayoutEffect, type ReactElement } from 'react';
import { useLiveText, usePanel } from '../../lib/view/use-panel.ts';
import { Markdown } from '../markdown/Markdown.tsx';

interface AnswerTextProps {
  messageId: string;
  /** All of it once the answer has ended, else what the page knew when it began. */
  text: string;
  isOpen: boolean;
}

/** The only thing that re-renders while an answer streams. */
export function AnswerText({ messageId, text, isOpen }: AnswerTextProps): ReactElement | null {
  const { store } = usePanel();
  const live = isOpen ? store.live(messageId) : null;
  const shown = useLiveText(live, text);
  const started = performance.now();
  useLayoutEffect(() => {
    // The browser's layout and paint follow in this very task; the timer's turn comes after them.
    const timer = setTimeout(() => live?.painted(performance.now() - started));
    return () => clearTimeout(timer);
  });
  if (shown === '') return null;
  return <Markdown text={shown} isComplete={!isOpen} />;
}
