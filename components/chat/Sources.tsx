import type { ReactElement } from 'react';
import type { Source } from '../../lib/shared/conversation.ts';
import { words } from '../../lib/view/words/panel-words.ts';
import { safeUrl } from '../markdown/safe-url.ts';
import { Anchor } from '../markdown/SafeLink.tsx';

/** What the answer rests on. Addresses come from the server and are held to the same rules as links of the answer. */
export function Sources({ sources }: { sources: readonly Source[] }): ReactElement {
  return (
    <nav className="sources" aria-label={words.message.sources}>
      <ol>
        {sources.map((source, index) => (
          <li key={index}>
            <SourceLine source={source} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function SourceLine({ source }: { source: Source }): ReactElement {
  const url = safeUrl(source.url);
  const title = source.title.trim() || url?.host || source.url;
  if (!url) {
    return (
      <span className="source-title" dir="auto">
        {title}
      </span>
    );
  }
  return (
    <Anchor url={url}>
      <span className="source-title" dir="auto">
        {title}
      </span>
      <span className="source-host">{url.host}</span>
    </Anchor>
  );
}
