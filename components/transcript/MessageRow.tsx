import { memo, type ReactElement } from 'react';
import type { ArticleProps } from './article-props.ts';
import { AssistantArticle } from './AssistantArticle.tsx';
import { UserArticle } from './UserArticle.tsx';

/** Rendered again only when its own message, or its being the tab stop, changes. */
export const MessageRow = memo(function MessageRow({ message, ...rest }: ArticleProps): ReactElement {
  if (message.role === 'user') return <UserArticle message={message} {...rest} />;
  return <AssistantArticle message={message} {...rest} />;
});
