import type { ReplyOf } from '../messaging/commands.ts';
import type { Taken } from '../messaging/transfer-rows.ts';
import type { Problem } from '../shared/problem.ts';
import type { Result } from '../shared/result.ts';
import { charactersOfChat } from '../transfer/chat-fault.ts';
import type { FileChat } from '../transfer/chat-file.ts';
import type { ChatDamage, FileDamage } from '../transfer/damage.ts';
import { fromFileChat } from '../transfer/from-file.ts';
import { readChatFile } from '../transfer/read-chat-file.ts';
import { createHeldState } from './held-state.ts';
import type { TransferPort } from './transfer-tools.ts';

/** What a file would bring. */
export interface ImportPreview {
  /** That can be read. */
  readonly chats: number;
  /** Epoch ms: of the oldest and of the newest of them. */
  readonly from: number;
  readonly to: number;
  readonly fresh: number;
  readonly copies: number;
  readonly here: number;
  readonly damaged: readonly ChatDamage[];
  /** Of those that would be added, in the order of the file. */
  readonly titles: readonly string[];
  /** Of those, how many are older than chats are kept here. */
  readonly old: number;
  /** null: for ever. */
  readonly keepDays: number | null;
}

export type ImportState =
  | {
      readonly at: 'choosing';
      readonly damage: FileDamage | null;
      readonly problem: Problem | null;
      /** What was being read is forgotten, as somebody has asked for. */
      readonly isCancelled?: true;
    }
  | { readonly at: 'reading'; readonly name: string }
  | { readonly at: 'checking'; readonly done: number; readonly of: number }
  /** `done`: added already, by an attempt that was broken off. */
  | {
      readonly at: 'ready';
      readonly preview: ImportPreview;
      readonly done: number;
      readonly problem: Problem | null;
    }
  | { readonly at: 'running'; readonly done: number; readonly of: number }
  | { readonly at: 'done'; readonly imported: number; readonly refused: number }
  /** The profile or the person is another now, or everything was deleted. */
  | { readonly at: 'moved'; readonly imported: number };

/** *Import*: a file is read and compared with what is here before anything of it is stored. */
export interface ChatImport {
  state(): ImportState;
  subscribe(listener: () => void): () => void;
  open(file: Blob, name: string): Promise<void>;
  /** Adds what the preview says; where an earlier attempt was broken off, the rest of it. */
  take(): Promise<void>;
  /** What is being read is forgotten; what is being added ends after those that are on their way. */
  cancel(): void;
}

export interface ChatImportOptions {
  readonly port: TransferPort;
  /** Epoch ms. */
  readonly now: () => number;
  /** Lets the page go on with what else it does. */
  readonly pause: () => Promise<void>;
}

/** Chats, and characters, of one message to the background. */
const mostAtOnce = 25;
const mostCharacters = 1_000_000;
const day = 24 * 60 * 60_000;

export function createChatImport({ port, now, pause }: ChatImportOptions): ChatImport {
  const held = createHeldState<{ now: ImportState }>({
    now: { at: 'choosing', damage: null, problem: null },
  });
  const state = (): ImportState => held.state().now;
  const set = (next: ImportState): void => held.set({ now: next });
  /** Counts what was asked for: an earlier one that goes on has nothing more to say. */
  let turn = 0;
  let place: string | null = null;
  let preview: ImportPreview | null = null;
  /** What is still to be added. */
  let pending: readonly FileChat[] = [];
  let wanted = 0;
  let refused = 0;

  function ready(problem: Problem | null): void {
    if (preview !== null) set({ at: 'ready', preview, done: wanted - pending.length, problem });
  }

  async function check(
    chats: readonly FileChat[],
    damaged: readonly ChatDamage[],
    mine: number,
  ): Promise<void> {
    const found: { readonly chat: FileChat; readonly taken: Taken }[] = [];
    let keepDays: number | null = null;
    place = null;
    while (found.length < chats.length) {
      set({ at: 'checking', done: found.length, of: chats.length });
      const some = nextOf(chats, found.length);
      const reply: Result<ReplyOf<'transfer/take'>, Problem> = await port.request({
        type: 'transfer/take',
        place,
        isTrial: true,
        chats: some.map((chat) => fromFileChat(chat, now())),
      });
      if (mine !== turn) return;
      if (!reply.ok) return set({ at: 'choosing', damage: null, problem: reply.failure });
      // From the beginning, where somebody else's chats are compared with now.
      if (place !== null && reply.value.place !== place) return check(chats, damaged, mine);
      ({ place, keepDays } = reply.value);
      for (const [at, chat] of some.entries())
        found.push({ chat, taken: reply.value.taken[at] ?? 'refused' });
    }
    const having = (...what: Taken[]): FileChat[] =>
      found.flatMap(({ chat, taken }) => (what.includes(taken) ? [chat] : []));
    pending = having('new', 'copy');
    wanted = pending.length;
    refused = 0;
    const oldest = keepDays === null ? -Infinity : now() - keepDays * day;
    const times = chats.map(({ updatedAt }) => Date.parse(updatedAt));
    preview = {
      chats: chats.length,
      from: times.reduce((one, other) => Math.min(one, other), Infinity),
      to: times.reduce((one, other) => Math.max(one, other), -Infinity),
      fresh: having('new').length,
      copies: having('copy').length,
      here: having('here').length,
      damaged,
      titles: pending.map(({ title }) => title),
      old: pending.filter(({ updatedAt }) => Date.parse(updatedAt) < oldest).length,
      keepDays,
    };
    ready(null);
  }

  return {
    state,
    subscribe: held.subscribe,
    async open(file, name) {
      turn += 1;
      const mine = turn;
      set({ at: 'reading', name });
      // Seen before the page is busy with it.
      await pause();
      const read = await readChatFile(file, { now: now(), pause });
      if (mine !== turn) return;
      if (!read.ok) return set({ at: 'choosing', damage: read.failure, problem: null });
      await check(read.value.chats, read.value.damaged, mine);
    },
    async take() {
      if (state().at !== 'ready' || pending.length === 0) return;
      turn += 1;
      const mine = turn;
      while (pending.length > 0) {
        const done = wanted - pending.length;
        set({ at: 'running', done, of: wanted });
        const some = nextOf(pending, 0);
        const reply = await port.request({
          type: 'transfer/take',
          place,
          isTrial: false,
          chats: some.map((chat) => fromFileChat(chat, now())),
        });
        if (!reply.ok) return ready(reply.failure);
        if (reply.value.place !== place) return set({ at: 'moved', imported: done - refused });
        refused += reply.value.taken.filter((taken) => taken === 'refused').length;
        pending = pending.slice(some.length);
        if (mine !== turn && pending.length > 0) return ready(null);
      }
      set({ at: 'done', imported: wanted - refused, refused });
    },
    cancel() {
      turn += 1;
      // One that adds says itself how far it came.
      if (state().at === 'reading' || state().at === 'checking')
        set({ at: 'choosing', damage: null, problem: null, isCancelled: true });
    },
  };
}

/** As many as one message to the background may hold; one at least. */
function nextOf(chats: readonly FileChat[], from: number): FileChat[] {
  const some: FileChat[] = [];
  let characters = 0;
  for (const chat of chats.slice(from, from + mostAtOnce)) {
    characters += charactersOfChat(chat);
    if (some.length > 0 && characters > mostCharacters) break;
    some.push(chat);
  }
  return some;
}
