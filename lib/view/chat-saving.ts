import type { ReplyOf } from '../messaging/commands.ts';
import type { Message } from '../shared/conversation.ts';
import type { Problem } from '../shared/problem.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { fileFormat, fileVersion, type ChatFile, type FileChat } from '../transfer/chat-file.ts';
import { toMarkdown } from '../transfer/chat-markdown.ts';
import { idsInFile, toFileChat, type ChatHead } from '../transfer/to-file.ts';
import { soundLine } from '../transfer/sound-text.ts';
import type { SaveFile } from './activity-store.ts';
import type { TransferPort } from './transfer-tools.ts';
import { createHeldState } from './held-state.ts';
import { markdownWords } from './words/transfer-words.ts';

export type ExportFormat = 'json' | 'markdown';

export type ExportState =
  | { readonly at: 'asking'; readonly problem: Problem | null; readonly isCancelled: boolean }
  | { readonly at: 'running'; readonly done: number; readonly of: number }
  /** `gone`: chats that were deleted while it ran. */
  | { readonly at: 'done'; readonly saved: number; readonly gone: number };

/** *Export*, of one chat or of all: read in pages, put together here, and handed to the browser's downloads. */
export interface ChatSaving {
  state(): ExportState;
  subscribe(listener: () => void): () => void;
  /** Markdown is for one chat. */
  save(format: ExportFormat): Promise<void>;
  /** No file is saved then. */
  cancel(): void;
}

export interface ChatSavingOptions {
  readonly port: TransferPort;
  /** null: all. */
  readonly chatId: string | null;
  readonly saveFile: SaveFile;
  /** Epoch ms. */
  readonly now: () => number;
}

/** Chats that are read at the same time: the worker reads one while the answer for another is on its way. */
const atOnce = 4;

export function createChatSaving({ port, chatId, saveFile, now }: ChatSavingOptions): ChatSaving {
  const held = createHeldState<{ now: ExportState }>({
    now: { at: 'asking', problem: null, isCancelled: false },
  });
  const set = (state: ExportState): void => held.set({ now: state });
  /** Counts `save` and `cancel`: what an earlier one still reads is for nobody. */
  let turn = 0;

  async function messagesOf(id: string): Promise<Result<Message[] | null, Problem>> {
    const parts: Message[][] = [];
    let before: number | null = null;
    for (;;) {
      const reply: Result<ReplyOf<'transfer/read'>, Problem> = await port.request({
        type: 'transfer/read',
        id,
        before,
      });
      if (!reply.ok) return reply;
      const { isThere, messages, hasEarlier }: ReplyOf<'transfer/read'> = reply.value;
      if (!isThere) return ok(null);
      parts.unshift(messages);
      const first: Message | undefined = messages[0];
      if (!hasEarlier || first === undefined) return ok(parts.flat());
      before = first.ordinal;
    }
  }

  /** null: replaced by a later one, or cancelled. */
  async function collect(
    mine: number,
  ): Promise<Result<{ chats: string[]; found: FileChat[]; gone: number }, Problem> | null> {
    const list = await port.request({ type: 'transfer/list' });
    if (!list.ok) return list;
    const heads = list.value.chats.filter(({ id }) => chatId === null || id === chatId);
    const ids = chatId === null ? idsInFile(heads) : heads.map(({ importedFrom, id }) => importedFrom ?? id);
    const chats: string[] = [];
    const found: FileChat[] = [];
    let gone = chatId !== null && heads.length === 0 ? 1 : 0;
    for (let at = 0; at < heads.length; at += atOnce) {
      if (mine !== turn) return null;
      set({ at: 'running', done: at, of: heads.length });
      const some = heads.slice(at, at + atOnce);
      const read = await Promise.all(some.map(({ id }) => messagesOf(id)));
      for (const [place, said] of read.entries()) {
        const head: ChatHead | undefined = some[place];
        if (!said.ok) return fail(said.failure);
        if (said.value === null) gone += 1;
        if (head === undefined || said.value === null || said.value.length === 0) continue;
        const chat = toFileChat(head, ids[at + place] ?? head.id, said.value);
        // As text at once, which is what a thousand chats are kept as until all are there.
        chats.push(JSON.stringify(chat));
        if (chatId !== null) found.push(chat);
      }
    }
    return mine === turn ? ok({ chats, found, gone }) : null;
  }

  return {
    state: () => held.state().now,
    subscribe: held.subscribe,
    async save(format) {
      turn += 1;
      set({ at: 'running', done: 0, of: 0 });
      const read = await collect(turn);
      if (read === null) return;
      if (!read.ok) return set({ at: 'asking', problem: read.failure, isCancelled: false });
      const { chats, found, gone } = read.value;
      const exportedAt = new Date(now()).toISOString();
      const [only] = found;
      if (format === 'markdown' && only !== undefined)
        saveFile(`${nameOf(only)}.md`, [toMarkdown(only, exportedAt, markdownWords)], 'text/markdown');
      else if (chats.length > 0)
        saveFile(
          `${only === undefined ? `miptech-chats-${exportedAt.slice(0, 10)}` : nameOf(only)}.json`,
          wholeFile(chats, exportedAt),
          'application/json',
        );
      set({ at: 'done', saved: chats.length, gone });
    },
    cancel() {
      turn += 1;
      if (held.state().now.at === 'running') set({ at: 'asking', problem: null, isCancelled: true });
    },
  };
}

/** In pieces: of 1,000 chats, one text would be made of all that the others are kept as already. */
function wholeFile(chats: readonly string[], exportedAt: string): string[] {
  const head: Omit<ChatFile, 'chats'> = { format: fileFormat, version: fileVersion, exportedAt };
  const begin = `${JSON.stringify(head).slice(0, -1)},"chats":[\n`;
  return [begin, ...chats.flatMap((chat, at) => [at === 0 ? '' : ',\n', chat]), '\n]}\n'];
}

/** As a file may be called everywhere. Longer names are cut by some systems together with what they end in. */
function nameOf({ title, createdAt }: FileChat): string {
  const words = soundLine(title)
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .slice(0, 60)
    .toWellFormed()
    .replaceAll(/^-+|-+$|\uFFFD/g, '');
  return `${words || 'chat'}-${createdAt.slice(0, 10)}`;
}
