import type { platformChatRows } from '../../messaging/platform-chat-rows.ts';
import { fail, ok } from '../../shared/result.ts';
import type { ChatTitles } from '../chats/chat-titles.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import { done, type CommandHandlers } from './command-handlers.ts';

export interface PlatformChatCommandsOptions {
  readonly activeWorkspace: Pick<ActiveWorkspace, 'current' | 'openIn'>;
  readonly titles: Pick<ChatTitles, 'nameByPlatform'>;
}

/** The chats that were begun elsewhere. */
export function createPlatformChatCommands({
  activeWorkspace,
  titles,
}: PlatformChatCommandsOptions): Pick<CommandHandlers, keyof typeof platformChatRows> {
  return {
    async 'platform-chats/list'() {
      const listed = await (await activeWorkspace.current()).platformChats.list();
      if (!listed.ok) return listed;
      const { titles: given, ...value } = listed.value;
      for (const [id, title] of given) await titles.nameByPlatform(id, title);
      return ok(value);
    },
    async 'platform-chats/open'(chat, { panel }) {
      const at = await activeWorkspace.current();
      const opened = await at.platformChats.open(chat);
      if (!opened.ok) return opened;
      // Other settings took its place while it was read: it is kept, and shown to nobody who didn't ask for it (law 9).
      return (await activeWorkspace.openIn(panel, at, opened.value))
        ? done
        : fail({ code: 'conversation-changed' });
    },
  };
}
