import { useEffect, useState } from 'react';
import { isOpen, type AssistantMessage } from '../../lib/shared/conversation.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import type { DrawQuoted } from '../markdown/InlineText.tsx';

/** What leads from the quotations of an answer to the page that they are from; loaded where a page went along with its question. */
export function useQuoted(answer: AssistantMessage): DrawQuoted | null {
  const { store } = usePanel();
  const [quoted, setQuoted] = useState<DrawQuoted | null>(null);
  const isComing = isOpen(answer);
  const { replyTo } = answer;
  useEffect(() => {
    const question = isComing ? null : store.state().messages.find(({ id }) => id === replyTo);
    if (question?.role !== 'user' || question.attachments.every(({ url }) => url === '')) return;
    import('./quoted-pages.ts').then(
      ({ drawQuotedOf }) => setQuoted(() => drawQuotedOf(question)),
      // Of an extension that was removed under its page: the answer stays as it is.
      () => undefined,
    );
  }, [store, replyTo, isComing]);
  return quoted;
}
