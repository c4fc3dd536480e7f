import type { transferRows } from '../../messaging/transfer-rows.ts';
import { ok } from '../../shared/result.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { ImportChats } from '../data/import-chats.ts';
import type { Retention } from '../data/retention.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import type { CommandHandlers } from './command-handlers.ts';

export interface TransferCommandsOptions {
  readonly activeWorkspace: Pick<ActiveWorkspace, 'current'>;
  readonly store: Pick<ConversationStore, 'get' | 'records' | 'messages'>;
  readonly importChats: ImportChats;
  readonly retention: Pick<Retention, 'setting'>;
}

/** Read at once for a file: most chats have fewer. */
const messagesAtOnce = 200;

/** Chats carried out of this browser, and into it. */
export function createTransferCommands({
  activeWorkspace,
  store,
  importChats,
  retention,
}: TransferCommandsOptions): Pick<CommandHandlers, keyof typeof transferRows> {
  return {
    async 'transfer/list'() {
      const { partition } = await activeWorkspace.current();
      const records = await store.records(partition);
      return ok({ chats: records.filter(({ deletedAt }) => deletedAt === undefined) });
    },
    async 'transfer/read'({ id, before }) {
      const { partition } = await activeWorkspace.current();
      const isThere = (await store.get(id))?.partition === partition;
      if (!isThere) return ok({ isThere, messages: [], hasEarlier: false });
      return ok({ isThere, ...(await store.messages(id, before ?? Infinity, messagesAtOnce)) });
    },
    async 'transfer/take'({ place, isTrial, chats }) {
      const [{ partition }, { keepDays }] = await Promise.all([
        activeWorkspace.current(),
        retention.setting(),
      ]);
      const isSame = place === null ? isTrial : place === partition;
      const taken = isSame ? await importChats.take(partition, chats, isTrial) : [];
      return ok({ place: partition, taken, keepDays });
    },
  };
}
