import type { DatabaseSource } from '../storage/database-source.ts';
import { foundChats } from './found-chats.ts';
import { loosened } from './loosened.ts';
import { bestRank, hasAllWords, inOrder, isInTitle, scanChat, type ChatHit } from './scan.ts';
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
const mostChats = 30;
/** Chats of which the best are chosen; of older ones it is only known that they have the words. */
const mostCompared = 250;

interface Hits {
  readonly best: readonly ChatHit[];
  readonly total: number;
}

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

  /** null: another answer has begun. */
  async function hitsOf(wanted: WantedWords, among: readonly HeldChat[], mine: number): Promise<Hits | null> {
    const hits: ChatHit[] = [];
    let [total, best, since] = [0, 0, now()];
    for (const chat of among) {
      // They come newest first: once so many fit as well as any message can, only a title comes before those. Of a word
      // that is everywhere, the newest are enough to choose from.
      const isFull = (best >= mostChats || hits.length >= mostCompared) && !isInTitle(chat, wanted);
      const hit = isFull ? null : scanChat(chat, wanted);
      if (hit !== null) hits.push(hit);
      if (hit !== null && hit.rank >= bestRank(wanted)) best += 1;
      if (isFull ? hasAllWords(chat, wanted) : hit !== null) total += 1;
      if (now() - since < longestTurn) continue;
      await pause();
      if (mine !== turn) return null;
      since = now();
    }
    return { best: inOrder(hits).slice(0, mostChats), total };
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
      const looser = exact?.total === 0 ? loosened(wanted) : null;
      const hits = looser === null ? exact : await hitsOf(looser, among, mine);
      if (hits === null) return;
      const byId = new Map(among.map((chat) => [chat.id, chat]));
      const found = await foundChats(source, hits.best, byId, looser ?? wanted);
      if (mine !== turn) return;
      answeredAt = now();
      post({ type: 'found', query, chats: found, total: hits.total, isComplete });
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
      // Storage is broken: told here and once more by the answer, which has the titles to give.
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
