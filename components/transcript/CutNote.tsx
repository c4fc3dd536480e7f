import { useEffect, useState, type ReactElement } from 'react';
import { useLiveText, usePanel } from '../../lib/view/use-panel.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { useLostConnection } from '../chat/use-lost-connection.ts';

/** At the end of an answer in progress: that the connection broke off there, until more of it comes, or its end. */
export function CutNote({ messageId }: { messageId: string }): ReactElement | null {
  const live = usePanel().store.live(messageId);
  const isLost = useLostConnection(messageId);
  const [cutAt, setCutAt] = useState<number | null>(null);
  useEffect(() => {
    if (isLost) setCutAt(live?.whole().length ?? 0);
  }, [isLost, live]);
  // Read only where it was cut: a stream without a break has one reader.
  const length = useLiveText(cutAt === null ? null : live, '').length;
  // The rest is being fetched until some of it is there, with a connection again, too.
  if (cutAt === null || (!isLost && length > cutAt)) return null;
  return <p className="message-state">{words.message.connectionLost}</p>;
}
