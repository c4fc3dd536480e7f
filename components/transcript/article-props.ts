import type { Message } from '../../lib/shared/conversation.ts';
import type { VersionPlace } from '../../lib/view/shown-versions.ts';

export interface ArticleProps<Kind extends Message = Message> {
  message: Kind;
  /** The transcript's tab stop: this message and its buttons. */
  isCurrent: boolean;
  onFocus: (messageId: string) => void;
  /** Of a question, where there are several versions of its turn. */
  versions?: VersionPlace | undefined;
}
