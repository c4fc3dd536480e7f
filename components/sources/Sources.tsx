import { lazy, type ReactElement } from 'react';
import type { AssistantMessage, Source, UserMessage } from '../../lib/shared/conversation.ts';
import { pageAddress } from '../../lib/view/page-address.ts';
import { sourcePages, type CitedSource, type SourcePage } from '../../lib/view/source-pages.ts';
import { usePanelState } from '../../lib/view/use-panel.ts';
import { sourceWords } from '../../lib/view/words/source-words.ts';
import { safeUrl } from '../markdown/safe-url.ts';
import { Anchor } from '../markdown/SafeLink.tsx';
import { sourceTarget, sourceTitle } from './cited-sources.tsx';
import { OnDemand } from '../chat/OnDemand.tsx';

const LazySourcePlace = lazy(async () => ({ default: (await import('./quoted-pages.ts')).SourcePlace }));

/**
 * What the answer rests on: its pages, each with the passages that it is cited for. Addresses come from the server and are
 * held to the same rules as links of the answer. Each source stands here twice: in the list, and in the card that a citation
 * of it opens.
 */
export function Sources({ message }: { message: AssistantMessage }): ReactElement {
  const { id, replyTo, ordinal, sources } = message;
  const question = usePanelState(({ messages }) => messages.find((other) => other.id === replyTo));
  const asked = question?.role === 'user' ? question : null;
  const attached =
    asked?.attachments.filter(({ url }) => url !== '').map(({ url }) => pageAddress(url)) ?? [];
  const askedOf = ({ url }: Source): UserMessage | null =>
    attached.includes(pageAddress(url)) ? asked : null;
  return (
    <>
      <nav className="sources" aria-label={sourceWords.listOf(ordinal)}>
        <ol>
          {sourcePages(sources).map((page) => (
            <li key={page[0].number}>
              <PageSource page={page} question={askedOf(page[0].source)} />
            </li>
          ))}
        </ol>
      </nav>
      {sources.map((source, index) => (
        <div
          key={index}
          id={sourceTarget(id, index + 1)}
          className="sources source-card"
          popover="auto"
          role="group"
          aria-label={sourceWords.source(index + 1, '')}
        >
          <div className="source">
            <SourceHead source={source} question={askedOf(source)} />
            <PassageWords number={index + 1} source={source} question={askedOf(source)} />
          </div>
        </div>
      ))}
    </>
  );
}

interface PageSourceProps {
  page: SourcePage;
  /** That took this page along. */
  question: UserMessage | null;
}

/** A page as one source: with one passage as a line, with several as a list of them under its name. */
function PageSource({ page, question }: PageSourceProps): ReactElement {
  const [first, ...more] = page;
  if (more.length === 0)
    return (
      <>
        <span className="source-number">{first.number}</span>
        <div className="source">
          <SourceHead source={first.source} question={question} />
          <PassageWords {...first} question={question} />
        </div>
      </>
    );
  const { url } = first.source;
  const isSame = ({ source }: CitedSource): boolean =>
    sourceTitle(source) === sourceTitle(first.source) && source.url === first.source.url;
  return (
    <div className="source">
      <SourceHead source={{ ...first.source, url: pageAddress(url) }} question={question} />
      <ol className="passages">
        {page.map((passage) => (
          <li key={passage.number}>
            <span className="source-number">{passage.number}</span>
            <div className="source">
              {/* Of a place within the page, or under a name of its own. */}
              {!isSame(passage) && <SourceTitle source={passage.source} />}
              <PassageWords {...passage} question={question} />
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

interface SourceHeadProps {
  source: Source;
  question: UserMessage | null;
}

function SourceHead({ source, question }: SourceHeadProps): ReactElement {
  return (
    <>
      <SourceTitle source={source} hasHost />
      {question && <span className="source-page">{sourceWords.attachedPage}</span>}
    </>
  );
}

/** What it is called, as a link where that may be opened. */
function SourceTitle({ source, hasHost = false }: { source: Source; hasHost?: boolean }): ReactElement {
  const url = safeUrl(source.url);
  const title = <span className="source-title">{sourceTitle(source)}</span>;
  if (!url) return <bdi>{title}</bdi>;
  const host = (
    <bdi className="source-host" dir="ltr">
      {url.host}
    </bdi>
  );
  return (
    <Anchor url={url} beside={hasHost ? host : null}>
      {title}
    </Anchor>
  );
}

/** What the source says, and the way to where the attached page says it. */
function PassageWords({ number, source, question }: CitedSource & SourceHeadProps): ReactElement | false {
  const snippet = source.snippet?.trim() ?? '';
  return (
    snippet !== '' && (
      <>
        {question && (
          <OnDemand>
            <LazySourcePlace
              question={question}
              snippet={snippet}
              name={sourceWords.source(number, sourceTitle(source))}
            />
          </OnDemand>
        )}
        <p className="source-snippet" dir="auto">
          {snippet}
        </p>
      </>
    )
  );
}
