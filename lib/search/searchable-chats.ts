import { foldText } from './fold.ts';
import type { SearchIndex, IndexedText } from './search-index.ts';
import type { ChatToSearch } from './search-protocol.ts';
import type { SearchedChat } from './scan.ts';

/** The chats that may be searched, with as much of their text as has been read. */
export interface SearchableChats {
  /** All of them, newest first; what is known of others is forgotten. */
  tell(chats: readonly ChatToSearch[]): void;
  all(): readonly HeldChat[];
  /** Brings all that differs from the database up to date; `between` is called after each few of them. Calls that overlap go on as one. */
  refresh(between: () => Promise<void>): Promise<void>;
}

export interface HeldChat extends SearchedChat {
  /** As people read it. */
  readonly shownTitle: string;
}

interface Held extends HeldChat {
  readonly text: IndexedText | null;
}

/** Chats read, or made, before others may have their turn. */
const atOnce = 40;
/** Of those that have to be made: one is read while another is folded. */
const madeAtOnce = 3;

export function createSearchableChats(index: SearchIndex): SearchableChats {
  let held = new Map<string, Held>();
  let toldCount = 0;

  function put(id: string, text: IndexedText | null): void {
    const before = held.get(id);
    if (before !== undefined) held.set(id, { ...before, text, rows: text?.rows ?? [] });
  }

  async function bring(ids: readonly string[]): Promise<void> {
    const found = await index.stored(ids);
    const missing = ids.filter((id, n) => {
      const text = found[n] ?? null;
      if (text !== null) put(id, text);
      return text === null;
    });
    // Few at once: what somebody sends meanwhile waits for no more than these.
    for (let at = 0; at < missing.length; at += madeAtOnce) {
      const few = missing.slice(at, at + madeAtOnce);
      await Promise.all(few.map(async (id) => put(id, await index.made(id))));
    }
  }

  return {
    tell(chats) {
      toldCount += 1;
      const before = held;
      held = new Map(
        chats
          .toSorted((one, other) => other.updatedAt - one.updatedAt)
          .map(({ id, title, updatedAt }) => {
            const text = before.get(id)?.text ?? null;
            const known = before.get(id)?.shownTitle === title ? before.get(id)?.title : undefined;
            const folded = known ?? foldText(title);
            return [id, { id, title: folded, shownTitle: title, updatedAt, text, rows: text?.rows ?? [] }];
          }),
      );
    },
    all: () => [...held.values()],
    async refresh(between) {
      const round = toldCount;
      const ids = [...held.keys()];
      const stamps = await index.stamps(ids);
      const stale: string[] = [];
      for (const [n, id] of ids.entries()) {
        const stamp = stamps[n] ?? null;
        if (stamp === null) put(id, null);
        else if (held.get(id)?.text?.stamp !== stamp) stale.push(id);
      }
      for (let at = 0; at < stale.length; at += atOnce) {
        // Told others meanwhile: whoever told them has this begun anew.
        if (round !== toldCount) return;
        await bring(stale.slice(at, at + atOnce));
        await between();
      }
    },
  };
}
