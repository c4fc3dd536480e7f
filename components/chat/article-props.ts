import type { Message } from '../../lib/shared/conversation.ts';

export interface ArticleProps<Kind extends Message = Message> {
  message: Kind;
  /** The transcript's tab stop: this message and its buttons. */
  isCurrent: boolean;
  onFocus: (messageId: string) => void;
}
