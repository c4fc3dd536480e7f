import { useEffect, useId, useState, useSyncExternalStore, type ReactElement } from 'react';
import type { ChatToSearch, FoundChat, FoundPlace } from '../../lib/search/search-protocol.ts';
import { createChatSearch, type ChatSearchState } from '../../lib/view/chat-search.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { searchWords } from '../../lib/view/words/search-words.ts';

/** Where a chat is opened. */
export type OpenAt = (chatId: string, place: Pick<FoundPlace, 'messageId' | 'ordinal' | 'pieces'>) => void;

interface ChatSearchResultsProps {
  /** Of `chats/list`; null until it is read. */
  chats: readonly ChatToSearch[] | null;
  /** '': nothing is looked for. */
  query: string;
  onOpen: OpenAt;
}

/** What is found in the messages of chats. Titles are found in the list of chats itself. */
export function ChatSearchResults({ chats, query, onOpen }: ChatSearchResultsProps): ReactElement | null {
  const { startSearch } = usePanel();
  const [search] = useState(() => createChatSearch(startSearch));
  const told = useSyncExternalStore(search.subscribe, search.state);
  // Drawn before it is asked for: what is known of other words says nothing of these.
  const state = told.words === query ? told : { ...told, isSearching: true };
  const heading = useId();

  useEffect(() => () => search.close(), [search]);
  useEffect(() => {
    // Before anybody types: the index is read by the time that they do.
    if (chats !== null) search.tell(chats);
  }, [search, chats]);
  useEffect(() => search.search(query), [search, query]);

  if (query === '') return null;
  const found = state.chats.filter(({ places }) => places.length > 0);
  return (
    <section className="found" aria-labelledby={heading} aria-busy={state.isSearching}>
      <h3 id={heading}>{searchWords.found}</h3>
      <ul>
        {found.map((chat) => (
          <FoundItem key={chat.chatId} chat={chat} onOpen={onOpen} />
        ))}
      </ul>
      <p className="found-note" role="status">
        {noteOf(state, found.length)}
      </p>
    </section>
  );
}

/** Said once all is known: with each letter that is typed it would be read. */
function noteOf({ isFailed, isSearching, total, chats }: ChatSearchState, found: number): string {
  if (isFailed) return searchWords.failed;
  if (isSearching) return found > 0 ? '' : searchWords.searching;
  if (found === 0) return searchWords.none;
  return total > chats.length ? searchWords.best(chats.length, total) : searchWords.chats(found);
}

function FoundItem({ chat, onOpen }: { chat: FoundChat; onOpen: OpenAt }): ReactElement | null {
  const id = useId();
  const [best, ...others] = chat.places;
  if (best === undefined) return null;
  const unshown = chat.count - chat.places.length;
  const title = chat.title.map(({ text }) => text).join('') || searchWords.untitled;
  return (
    <li className="found-chat">
      {/* The whole of it is where one presses: chat-search.css. */}
      <div className="found-best">
        <button
          type="button"
          className="found-title"
          dir="auto"
          aria-describedby={`${id}-day ${id}-place`}
          onClick={() => onOpen(chat.chatId, best)}
        >
          {title}
        </button>
        <time id={`${id}-day`} dateTime={new Date(best.createdAt).toISOString()}>
          {searchWords.day(best.createdAt)}
        </time>
        <p id={`${id}-place`} className="found-place">
          <PlaceWords place={best} />
        </p>
      </div>
      {others.map((place) => (
        <button
          key={place.messageId}
          type="button"
          className="found-other"
          onClick={() => onOpen(chat.chatId, place)}
        >
          <span className="found-place">
            <PlaceWords place={place} />
          </span>
        </button>
      ))}
      {unshown > 0 && <p className="found-more">{searchWords.more(unshown)}</p>}
    </li>
  );
}

function PlaceWords({ place: { role, pieces } }: { place: FoundPlace }): ReactElement {
  return (
    <>
      <b>{searchWords.role[role]}</b>{' '}
      <bdi>{pieces.map(({ text, isHit }, n) => (isHit ? <mark key={n}>{text}</mark> : text))}</bdi>
    </>
  );
}
