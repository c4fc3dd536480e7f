import type { ConversationRecord } from '../../storage/database.ts';
import type { ChatStore } from '../../storage/chat-store.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';

/** What a chat is called: by its first question until the platform or a person has a better name for it. */
export interface ChatTitles {
  /** By a person: nothing replaces that but another name of theirs. False: there is no such chat. */
  rename(id: string, title: string): Promise<boolean>;
  /** By the platform, which does not overrule a person. False: there is no such chat. */
  nameByPlatform(id: string, title: string): Promise<boolean>;
}

export interface ChatTitlesOptions {
  readonly chats: Pick<ChatStore, 'change'>;
  readonly activeWorkspace: Pick<ActiveWorkspace, 'current' | 'publish'>;
  readonly changed: () => void;
}

export function createChatTitles({ chats, activeWorkspace, changed }: ChatTitlesOptions): ChatTitles {
  async function name(id: string, given: string, by: 'person' | 'platform'): Promise<boolean> {
    const title = given.toWellFormed().trim().replaceAll(/\s+/g, ' ');
    const at = await activeWorkspace.current();
    let isNamed = false;
    const isThere = await chats.change(at.partition, id, (record): ConversationRecord => {
      isNamed = title !== '' && (by === 'person' || record.titledBy !== 'person');
      return isNamed ? { ...record, title, titledBy: by } : record;
    });
    if (!isThere || !isNamed) return isThere;
    // Stored first: a session that starts now reads it, and one that runs has to be told, or it would name it itself.
    if (at.runs(id)) await (await at.session(id)).dispatch({ type: 'renamed', title });
    activeWorkspace.publish(id, [{ type: 'conversation/title', title }]);
    changed();
    return true;
  }

  return {
    rename: (id, title) => name(id, title, 'person'),
    nameByPlatform: (id, title) => name(id, title, 'platform'),
  };
}
