import type { Profile } from '../../config/profile.ts';
import type { ChatHistory } from '../../protocol/rest/history.ts';
import type { ListedChats } from '../../protocol/rest/chat-list.ts';
import type { History } from '../../session/history.ts';
import type { StartingProblem } from '../../shared/connection-status.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { RestFailure } from '../../transport/http/failure.ts';
import type { RestClient } from '../../transport/http/rest-client.ts';

/** The chats that a platform has of whoever is signed in. No call rejects. */
export interface ChatReader {
  /** `chats-unlisted`: nobody there lists chats. */
  listChats(signal: AbortSignal): Promise<Result<ListedChats, StartingProblem>>;
  /** All that it shows of one of them. `chat-gone`: it has none such, or shows nobody what was said in it. */
  readChat(chatId: string, signal: AbortSignal): Promise<Result<History, StartingProblem>>;
}

export interface ChatReaderOptions {
  readonly rest: Pick<RestClient, 'listChats' | 'readMessages'>;
  readonly profile: Pick<Profile, 'apiUrl'>;
  readonly explain: (failure: RestFailure, signal: AbortSignal) => Promise<StartingProblem>;
}

export function createChatReader({ rest, profile, explain }: ChatReaderOptions): ChatReader {
  const subject = profile.apiUrl.replace(/^https?:\/\//, '');
  /** What is not there is the thing asked for: the address is right, for we talk with it. */
  async function problem(
    failure: RestFailure,
    code: 'chat-gone' | 'chats-unlisted',
    signal: AbortSignal,
  ): Promise<StartingProblem> {
    const isNotThere = failure.kind === 'not-found' || failure.kind === 'wrong-path';
    if (!isNotThere) return explain(failure, signal);
    const { requestId } = failure;
    return { code, subject, ...(requestId === undefined ? {} : { requestId }) };
  }

  return {
    async listChats(signal) {
      const listed = await rest.listChats(signal);
      return listed.ok ? listed : fail(await problem(listed.failure, 'chats-unlisted', signal));
    },
    async readChat(chatId, signal) {
      const read = await rest.readMessages(chatId, signal);
      return read.ok ? ok(toHistory(read.value)) : fail(await problem(read.failure, 'chat-gone', signal));
    },
  };
}

/** Of a way that has nothing to list, or that nothing may be asked on. */
export function noChatReader(problem: StartingProblem): ChatReader {
  return { listChats: async () => fail(problem), readChat: async () => fail(problem) };
}

/** As the session speaks of it. */
export function toHistory({ messages, isWhole }: ChatHistory): History {
  return {
    isWhole,
    items: messages.map(({ clientMessageId = null, sources = [], totalTokens, ...message }) => ({
      ...message,
      clientMessageId,
      sources,
      totalTokens: totalTokens ?? null,
    })),
  };
}
