import {
  useEffect,
  useId,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { createPlatformChatsStore, type PlatformChatsState } from '../../lib/view/platform-chats.ts';
import { hasWords } from '../../lib/view/title-filter.ts';
import { usePanel } from '../../lib/view/use-panel.ts';
import { platformChatWords as words } from '../../lib/view/words/platform-chat-words.ts';
import type { ProblemAction } from '../../lib/view/words/problem-telling.ts';
import { LazyProblemAlert } from '../chat/problems-on-demand.tsx';
import { stepFrom } from './chat-walk.ts';

interface PlatformChatsProps {
  /** Those whose title has them; empty: all. */
  words?: string;
  /** The panel shows the chat that was pressed, or what else was asked for. */
  onShown: () => void;
}

/** Asked for when it is mounted, and not before: each a button by its title. */
export function PlatformChats({ words: wanted = '', onShown }: PlatformChatsProps): ReactElement {
  const { accountPort, actions, openOptions, restart } = usePanel();
  const [store] = useState(() => createPlatformChatsStore(accountPort));
  const state = useSyncExternalStore(store.subscribe, store.state);
  const heading = useId();
  const { listed, problem, opening } = state;

  useEffect(() => void store.list(), [store]);

  const again = (): void => void store.list();
  const act = (action: ProblemAction): void => {
    switch (action) {
      case 'open-settings':
        return openOptions();
      case 'sign-in':
        onShown();
        return actions.showAccount(true);
      case 'grant-access':
        return problem?.origin === undefined ? openOptions() : actions.allowAccess(problem.origin, again);
      case 'restart':
        return restart();
      default:
        // Whatever else it offers, asking again is what can be done here.
        return again();
    }
  };

  return (
    <section className="platform-chats" aria-labelledby={heading} aria-busy={isBusy(state)}>
      <h3 id={heading}>{words.title}</h3>
      <p className="platform-chats-hint">{words.hint}</p>
      <p className="platform-chats-status" role="status">
        {statusOf(state)}
      </p>
      {problem && (
        <>
          <LazyProblemAlert problem={problem} onAction={act} />
          <button type="button" className="button is-small" onClick={again}>
            {words.again}
          </button>
        </>
      )}
      {listed && listed.chats.length > 0 && (
        <ul aria-labelledby={heading}>
          {listed.chats
            .filter(({ title }) => hasWords(title || words.untitled, wanted))
            .map((chat) => (
              <li key={chat.chatId}>
                <button
                  type="button"
                  className="platform-chat"
                  aria-disabled={opening !== null}
                  onKeyDown={walk}
                  onClick={() => void store.open(chat).then((isShown) => isShown && onShown())}
                >
                  <bdi dir="auto">{chat.title || words.untitled}</bdi>
                </button>
                {chat.updatedAt !== undefined && (
                  <time dateTime={new Date(chat.updatedAt).toISOString()}>{words.day(chat.updatedAt)}</time>
                )}
              </li>
            ))}
        </ul>
      )}
      {listed?.isWhole === false && <p className="platform-chats-hint">{words.isPart}</p>}
    </section>
  );
}

/** The arrow keys, Home and End lead from title to title, as in the list above. */
function walk(event: KeyboardEvent<HTMLButtonElement>): void {
  const { currentTarget, key } = event;
  const titles = [...(currentTarget.closest('ul')?.querySelectorAll('button') ?? [])];
  const next = stepFrom(Object.keys(titles), String(titles.indexOf(currentTarget)), key);
  if (next === null) return;
  event.preventDefault();
  titles[Number(next)]?.focus();
}

function isBusy({ listed, problem, opening }: PlatformChatsState): boolean {
  return opening !== null || (listed === null && problem === null);
}

function statusOf(state: PlatformChatsState): string {
  if (state.opening !== null) return words.opening;
  if (isBusy(state)) return words.listing;
  return state.listed?.chats.length === 0 ? words.none : '';
}
