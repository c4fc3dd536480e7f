import type { PlatformChat } from '../../messaging/platform-chat-rows.ts';
import { endsAlike, mayBeUnfinished } from '../../session/read-back.ts';
import type { ReadBackPart } from '../../session/read-back-part.ts';
import type { LoadPart } from '../../shared/background-part.ts';
import type { History } from '../../session/history.ts';
import { chatTitle } from '../../session/title.ts';
import type { Clock } from '../../shared/clock.ts';
import type { StartingProblem } from '../../shared/connection-status.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { wait } from '../../shared/pause.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { ConversationRecord } from '../../storage/database.ts';
import type { ChatReader } from '../platform/chat-reader.ts';
import { newChatTitle } from '../platform/platform-gateway.ts';
import { newConversation } from './new-conversation.ts';

/** The chats of this workspace's person that were begun elsewhere. Calls reject with a StorageError. */
export interface PlatformChatReader {
  /** Those that this browser doesn't have; and what those are called there that it has, where a person has not named them. */
  list(): Promise<Result<ChatsElsewhere, StartingProblem>>;
  /** Resolves with the conversation that it is here from now on: the same one, whoever asks and however often. */
  open(chat: Pick<PlatformChat, 'chatId' | 'title'>): Promise<Result<string, StartingProblem>>;
}

export interface ChatsElsewhere {
  readonly chats: PlatformChat[];
  readonly isWhole: boolean;
  /** By the id of the conversation here. */
  readonly titles: ReadonlyMap<string, string>;
}

export interface PlatformChatsOptions {
  readonly store: Pick<ConversationStore, 'chatIds' | 'records' | 'ofChat' | 'adopt'>;
  readonly partition: string;
  readonly gateway: ChatReader;
  readonly loadReadBack: LoadPart<ReadBackPart>;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Aborts when the workspace is left. */
  readonly signal: AbortSignal;
}

/** ms. An answer that is stored while it is written has grown by then (law 11). */
const lookAgainMs = 3000;

export function createPlatformChats(options: PlatformChatsOptions): PlatformChatReader {
  const { store, partition, gateway, clock, newId, signal } = options;
  const now = (): number => clock.now();
  const opening = new Map<string, ReturnType<PlatformChatReader['open']>>();

  /** Read twice where its last answer may still be being written. */
  async function read(
    chatId: string,
  ): Promise<Result<{ history: History; isUnfinished: boolean }, StartingProblem>> {
    const first = await gateway.readChat(chatId, signal);
    if (!first.ok) return first;
    if (!mayBeUnfinished(first.value, now())) return ok({ history: first.value, isUnfinished: false });
    await wait(clock, lookAgainMs);
    const second = await gateway.readChat(chatId, signal);
    if (!second.ok) return second;
    return ok({ history: second.value, isUnfinished: !endsAlike(first.value, second.value) });
  }

  async function openNow({
    chatId,
    title,
  }: Parameters<PlatformChatReader['open']>[0]): ReturnType<PlatformChatReader['open']> {
    const here = await store.ofChat(partition, chatId);
    if (here !== null) return ok(here.id);
    const readBack = await options.loadReadBack();
    if (!readBack.ok) return readBack;
    const told = await read(chatId);
    // Whoever left the workspace meanwhile asked for nothing else.
    if (signal.aborted) return fail({ code: 'conversation-changed' as const });
    if (!told.ok) return told;
    const conversationId = newId();
    const { history, isUnfinished } = told.value;
    const { messages, ...known } = readBack.value(history, { conversationId, now: now(), isUnfinished });
    const isTitled = isOwnTitle(title);
    const record = {
      ...newConversation(conversationId, partition, now()),
      ...known,
      chatId,
      ...(isTitled
        ? ({ title, titledBy: 'platform' } as const)
        : { title: chatTitle(messages.find(({ role }) => role === 'user')?.text ?? '') }),
    };
    return ok((await store.adopt({ record, messages })).id);
  }

  return {
    async list() {
      const listed = await gateway.listChats(signal);
      if (!listed.ok) return listed;
      // Read last: a chat that is begun here meanwhile is none of those begun elsewhere.
      const here = new Set(await store.chatIds(partition));
      const chats = listed.value.chats
        .filter(({ chatId }) => !here.has(chatId))
        .map(({ chatId, title, updatedAt }) =>
          updatedAt === null ? { chatId, title } : { chatId, title, updatedAt },
        );
      const titles = titlesOf(listed.value.chats, await store.records(partition));
      return ok({ chats, isWhole: listed.value.isWhole, titles });
    },
    open(chat) {
      // Two windows at once read it once.
      const before = opening.get(chat.chatId);
      if (before !== undefined) return before;
      const started = openNow(chat).finally(() => opening.delete(chat.chatId));
      opening.set(chat.chatId, started);
      return started;
    },
  };
}

/** One that the platform has given, and not the one that a chat is created with. */
function isOwnTitle(title: string): boolean {
  return title.trim() !== '' && title !== newChatTitle;
}

function titlesOf(
  listed: readonly Pick<PlatformChat, 'chatId' | 'title'>[],
  records: readonly ConversationRecord[],
): ReadonlyMap<string, string> {
  const given = new Map(listed.map(({ chatId, title }) => [chatId, title]));
  return new Map(
    records.flatMap(({ id, chatId, title, titledBy }) => {
      const told = chatId === null ? undefined : given.get(chatId);
      const isNews = told !== undefined && isOwnTitle(told) && told !== title && titledBy !== 'person';
      return isNews ? [[id, told]] : [];
    }),
  );
}
