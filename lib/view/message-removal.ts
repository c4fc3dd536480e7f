import type { CommandOf, NameFrom } from '../messaging/commands.ts';
import type { Replied } from '../messaging/page-port.ts';
import type { UserMessage } from '../shared/conversation.ts';
import type { Draft } from './draft.ts';
import { queuedMessages } from './message-list.ts';
import type { TranscriptStore } from './transcript-store.ts';

export interface MessageRemoval {
  /**
   * One that waits can be had back by `undoRemoval`, until something else is sent or removed. With the panel that goes, too:
   * who closes it has left it removed.
   */
  remove(messageId: string): void;
  removeQueued(messages: readonly UserMessage[]): void;
  undoRemoval(): void;
}

export interface MessageRemovalOptions {
  readonly store: Pick<TranscriptStore, 'state' | 'change'>;
  readonly draft: Pick<Draft, 'state' | 'cancelEdit' | 'giveBack'>;
  readonly ask: <Asked extends NameFrom<'panel'>>(command: CommandOf<Asked>) => Replied<Asked>;
}

export function createMessageRemoval({ store, draft, ask }: MessageRemovalOptions): MessageRemoval {
  function removeQueued(messages: readonly UserMessage[]): void {
    if (messages.some(({ id }) => id === draft.state().editing)) draft.cancelEdit();
    for (const { id } of messages) void ask({ type: 'message/remove', messageId: id, onlyQueued: true });
    store.change((state) => ({ ...state, removed: messages }));
  }

  async function restore(message: UserMessage): Promise<void> {
    const { id, ordinal, text, attachments, createdAt, replaces } = message;
    const version = replaces === undefined ? {} : { replaces };
    const restored = await ask({
      type: 'message/restore',
      id,
      ordinal,
      text,
      attachments,
      createdAt,
      ...version,
    });
    // Refused by a limit or a rule that is new: its words are not lost for that.
    if (!restored.ok) draft.giveBack(text);
  }

  return {
    remove(messageId) {
      const queued = queuedMessages(store.state().messages).filter(({ id }) => id === messageId);
      if (queued.length > 0) return removeQueued(queued);
      void ask({ type: 'message/remove', messageId });
    },
    removeQueued,
    undoRemoval() {
      const { removed } = store.state();
      store.change((state) => ({ ...state, removed: [] }));
      // The oldest first, so that none goes out before its turn.
      for (const message of removed) void restore(message);
    },
  };
}
