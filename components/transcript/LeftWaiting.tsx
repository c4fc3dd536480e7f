import { useEffect, useState, type ReactElement } from 'react';
import { leftWaits } from '../../lib/view/left-waits.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { queueWords } from '../../lib/view/words/queue-words.ts';

/** In an empty chat: that what waits in the one before is not forgotten, as long as it does. */
export function LeftWaiting({ chatId }: { chatId: string }): ReactElement {
  const { accountPort } = usePanel();
  const [isWaiting, setWaiting] = useState(false);
  useEffect(() => leftWaits(accountPort, chatId, setWaiting), [accountPort, chatId]);
  return (
    <p className="left-waiting" role="status">
      {isWaiting && queueWords.leftWaiting}
    </p>
  );
}
