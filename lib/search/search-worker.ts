import type { DatabaseSource } from '../storage/database-source.ts';
import { foundChats } from './found-chats.ts';
import { loosened } from './loosened.ts';
import { inOrder, scanChat, type ChatHit } from './scan.ts';
import { createSearchIndex } from './search-index.ts';
import { toSearchWorker, type FromSearchWorker, type ToSearchWorker } from './search-protocol.ts';
import { createSearchableChats, type HeldChat } from './searchable-chats.ts';
import { wantedWords, type WantedWords } from './wanted-words.ts';

/** What runs in the worker: it is told chats and queries, and answers. What it can't read it is silent about. */
export interface SearchWorker {
  receive(data: unknown): void;
}

export interface SearchWorkerOptions {
  readonly source: DatabaseSource;
  readonly post: (told: FromSearchWorker) => void;
  /** ms, monotonic */
  readonly now: () => number;
  /** Resolves once what the page has said meanwhile has been received. */
  readonly pause: () => Promise<void>;
}

/** ms without a look at what the page has said: a letter typed meanwhile must not wait for a query that is old already. */
const longestTurn = 12;
/** ms between answers while the index is being read or made. */
const nextAnswerAfter = 200;
/** Chats that are told of one query. */
const mostChats = 50;

export function createSearchWorker({ source, post, now, pause }: SearchWorkerOptions): SearchWorker {
  const index = createSearchIndex(source);
  const chats = createSearchableChats(index);
  let asked: { readonly query: number; readonly wanted: WantedWords } | null = null;
  /** Told chats that haven't been looked at yet, and the look that goes on. */
  let isStale = false;
  let isLooking = false;
  let answeredAt = -Infinity;
  /** Of answers: another one has begun since. */
  let turn = 0;

  async function hitsOf(
    wanted: WantedWords,
    among: readonly HeldChat[],
    mine: number,
  ): Promise<ChatHit[] | null> {
    const hits: ChatHit[] = [];
    let since = now();
    for (const chat of among) {
      const hit = scanChat(chat, wanted);
      if (hit !== null) hits.push(hit);
      if (now() - since < longestTurn) continue;
      await pause();
      if (mine !== turn) return null;
      since = now();
    }
    return hits;
  }

  /** To the query that is asked now. Never rejects. */
  async function answer(): Promise<void> {
    turn += 1;
    const mine = turn;
    if (asked === null) return;
    const { query, wanted } = asked;
    const isComplete = !isLooking;
    try {
      const among = chats.all();
      const exact = await hitsOf(wanted, among, mine);
      const looser = exact?.length === 0 ? loosened(wanted) : null;
      const hits = looser === null ? exact : await hitsOf(looser, among, mine);
      if (hits === null) return;
      const best = inOrder(hits).slice(0, mostChats);
      const byId = new Map(among.map((chat) => [chat.id, chat]));
      const found = await foundChats(source, best, byId, looser ?? wanted);
      if (mine !== turn) return;
      answeredAt = now();
      post({ type: 'found', query, chats: found, total: hits.length, isComplete });
    } catch {
      // Storage is broken, or closed for good: the page has the titles, and says that it has no more.
      post({ type: 'failed' });
    }
  }

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      while (isStale) {
        isStale = false;
        await chats.refresh(async () => {
          if (asked !== null && now() - answeredAt > nextAnswerAfter) await answer();
        });
      }
    } catch {
      // As above.
      post({ type: 'failed' });
    }
    isLooking = false;
    await answer();
  }

  async function catchUp(chatId: string): Promise<void> {
    try {
      const [known] = await index.stored([chatId]);
      if (known === null) await index.made(chatId);
    } catch {
      // It is made when somebody searches.
    }
    post({ type: 'caught-up' });
  }

  function carryOut(said: ToSearchWorker): Promise<void> {
    switch (said.type) {
      case 'chats':
        chats.tell(said.chats);
        isStale = true;
        return look();
      case 'search': {
        const wanted = wantedWords(said.text);
        asked = wanted === null ? null : { query: said.query, wanted };
        return answer();
      }
      case 'catch-up':
        return catchUp(said.chatId);
      default:
        return said satisfies never;
    }
  }

  return {
    receive(data) {
      const parsed = toSearchWorker.safeParse(data);
      if (parsed.success) void carryOut(parsed.data);
    },
  };
}
