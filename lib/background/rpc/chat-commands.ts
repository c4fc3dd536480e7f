import type { chatRows } from '../../messaging/chat-rows.ts';
import { ok } from '../../shared/result.ts';
import type { ChatStore } from '../../storage/chat-store.ts';
import type { ChatDeletion } from '../chats/chat-deletion.ts';
import type { ChatNews } from '../chats/chat-news.ts';
import type { ChatTitles } from '../chats/chat-titles.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import type { CommandHandlers } from './command-handlers.ts';

export interface ChatCommandsOptions {
  readonly chats: Pick<ChatStore, 'list' | 'change'>;
  readonly activeWorkspace: Pick<ActiveWorkspace, 'current' | 'openChat' | 'shown'>;
  readonly titles: Pick<ChatTitles, 'rename'>;
  readonly deletion: Pick<ChatDeletion, 'remove' | 'restore'>;
  readonly news: Pick<ChatNews, 'listing' | 'changed'>;
  /** Epoch ms. */
  readonly now: () => number;
}

/** The list of chats, and what is done to one of them: of the workspace in use alone (law 9). */
export function createChatCommands({
  chats,
  activeWorkspace,
  titles,
  deletion,
  news,
  now,
}: ChatCommandsOptions): Pick<CommandHandlers, keyof typeof chatRows> {
  const partition = async (): Promise<string> => (await activeWorkspace.current()).partition;

  return {
    async 'chats/list'(_command, { panel }) {
      news.listing(panel);
      const found = await chats.list(await partition());
      const shown = activeWorkspace.shown();
      return ok({
        removed: found.removed,
        chats: found.chats.map((chat) => {
          const windows = shown.filter(({ conversationId }) => conversationId === chat.id).length;
          return Object.assign(chat, windows === 0 ? {} : { windows });
        }),
      });
    },
    async 'chats/open'({ id }, { panel }) {
      // Before it is shown: a worker that dies then opens it again, whatever the age of its last words.
      const isThere = await chats.change(await partition(), id, (record) => ({ ...record, openedAt: now() }));
      if (isThere) await activeWorkspace.openChat(panel, id);
      return ok({ isThere });
    },
    'chats/rename': async ({ id, title }) => ok({ isThere: await titles.rename(id, title) }),
    async 'chats/pin'({ id, isPinned }) {
      const isThere = await chats.change(await partition(), id, ({ isPinned: _, ...record }) =>
        isPinned ? { ...record, isPinned } : record,
      );
      if (isThere) news.changed();
      return ok({ isThere });
    },
    'chats/remove': async ({ id }) => ok({ isThere: await deletion.remove(id) }),
    'chats/restore': async ({ id }) => ok({ isThere: await deletion.restore(id) }),
  };
}
