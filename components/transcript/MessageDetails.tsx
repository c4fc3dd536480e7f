import { Fragment, type ReactElement } from 'react';
import { X } from 'lucide-react';
import type { AssistantMessage } from '../../lib/shared/conversation.ts';
import { messageDetails } from '../../lib/view/message-details.ts';
import { usePanelState } from '../../lib/view/use-panel.ts';
import { messageDetailWords } from '../../lib/view/words/message-detail-words.ts';
import { CopyButton } from '../common/CopyButton.tsx';
import { Dialog } from '../common/Dialog.tsx';
import { IconButton } from '../common/IconButton.tsx';

interface MessageDetailsProps {
  message: AssistantMessage;
  onClose: () => void;
}

/** *Answer details*: when, how long, how much, and by which ids the platform's people find it. */
export function MessageDetails({ message, onClose }: MessageDetailsProps): ReactElement {
  const found = usePanelState(({ messages }) => messages.find(({ id }) => id === message.replyTo));
  const lines = messageDetails(message, found?.role === 'user' ? found : null);
  return (
    <Dialog className="account-dialog" name={{ label: messageDetailWords.title }} onClose={onClose}>
      <header>
        <h2>{messageDetailWords.title}</h2>
        <CopyButton
          label={messageDetailWords.copy}
          text={() => lines.map(([name, value]) => `${name}: ${value}`).join('\n')}
        />
        <IconButton label={messageDetailWords.close} icon={X} onPress={onClose} />
      </header>
      <dl className="connection-facts">
        {lines.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}
