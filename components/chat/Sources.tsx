import { lazy, type ReactElement } from 'react';
import type { AssistantMessage, Source, UserMessage } from '../../lib/shared/conversation.ts';
import { usePanelState } from '../../lib/view/use-panel.ts';
import { sourceWords } from '../../lib/view/words/source-words.ts';
import { safeUrl } from '../markdown/safe-url.ts';
import { Anchor } from '../markdown/SafeLink.tsx';
import { sourceTarget, sourceTitle } from './cited-sources.tsx';
import { OnDemand } from './OnDemand.tsx';

const LazySourcePlace = lazy(async () => ({ default: (await import('./quoted-pages.ts')).SourcePlace }));

/**
 * What the answer rests on. Addresses come from the server and are held to the same rules as links of the answer. Each
 * source stands here twice: in the list, and in the card that a citation of it opens.
 */
export function Sources({ message }: { message: AssistantMessage }): ReactElement {
  const { id, replyTo, ordinal, sources } = message;
  const question = usePanelState(({ messages }) => messages.find((other) => other.id === replyTo));
  const asked = question?.role === 'user' ? question : null;
  const pages = asked?.attachments.filter(({ url }) => url !== '').map(({ url }) => pageOf(url)) ?? [];
  const lines = sources.map((source, index) => (
    <SourceLine
      key={index}
      number={index + 1}
      source={source}
      question={pages.includes(pageOf(source.url)) ? asked : null}
    />
  ));
  return (
    <>
      <nav className="sources" aria-label={sourceWords.listOf(ordinal)}>
        <ol>
          {lines.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ol>
      </nav>
      {lines.map((line, index) => (
        <div
          key={index}
          id={sourceTarget(id, index + 1)}
          className="sources source-card"
          popover="auto"
          role="group"
          aria-label={sourceWords.source(index + 1, '')}
        >
          {line}
        </div>
      ))}
    </>
  );
}

/** The address of a page, whichever place in it is meant. */
function pageOf(address: string): string {
  const url = URL.parse(address);
  if (url === null) return address;
  url.hash = '';
  return url.href;
}

interface SourceLineProps {
  /** From 1. */
  number: number;
  source: Source;
  /** That took the page along which the source is. */
  question: UserMessage | null;
}

function SourceLine({ number, source, question }: SourceLineProps): ReactElement {
  const url = safeUrl(source.url);
  const snippet = source.snippet?.trim() ?? '';
  const title = <span className="source-title">{sourceTitle(source)}</span>;
  return (
    <div className="source">
      {url ? (
        <Anchor
          url={url}
          beside={
            <bdi className="source-host" dir="ltr">
              {url.host}
            </bdi>
          }
        >
          {title}
        </Anchor>
      ) : (
        <bdi>{title}</bdi>
      )}
      {question && <span className="source-page">{sourceWords.attachedPage}</span>}
      {question && snippet !== '' && (
        <OnDemand>
          <LazySourcePlace
            question={question}
            snippet={snippet}
            name={sourceWords.source(number, sourceTitle(source))}
          />
        </OnDemand>
      )}
      {snippet !== '' && (
        <p className="source-snippet" dir="auto">
          {snippet}
        </p>
      )}
    </div>
  );
}
