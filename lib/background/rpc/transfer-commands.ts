import type { transferRows } from '../../messaging/transfer-rows.ts';
import type { LoadPart } from '../../shared/background-part.ts';
import { ok } from '../../shared/result.ts';
import type { SerialQueue } from '../../shared/serial-queue.ts';
import type { ConversationStore } from '../../storage/conversation-store.ts';
import type { Items } from '../../storage/items.ts';
import type { ImportChatsPart } from '../data/import-chats-part.ts';
import type { ImportChats, ImportChatsOptions } from '../data/import-chats.ts';
import type { Retention } from '../data/retention.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import type { CommandHandlers } from './command-handlers.ts';

export interface TransferCommandsOptions extends ImportChatsOptions {
  readonly activeWorkspace: Pick<ActiveWorkspace, 'current'>;
  readonly store: Pick<ConversationStore, 'get' | 'records' | 'createWhole' | 'messages'>;
  readonly loadImport: LoadPart<ImportChatsPart>;
  readonly retention: Pick<Retention, 'setting'>;
  readonly erasures: Pick<Items['erasures'], 'read'>;
  /** Chats are taken in and deleted one job after the other. */
  readonly inOrder: SerialQueue;
}

/** Read at once for a file: most chats have fewer. */
const messagesAtOnce = 200;

/** Chats carried out of this browser, and into it. */
export function createTransferCommands(
  options: TransferCommandsOptions,
): Pick<CommandHandlers, keyof typeof transferRows> {
  const { activeWorkspace, store, retention, erasures, inOrder } = options;
  let importChats: ImportChats | null = null;
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
      const part = await options.loadImport();
      if (!part.ok) return part;
      const { take } = (importChats ??= part.value(options));
      // Not within the queue: who deletes everything lets nobody have a workspace, and waits for the queue.
      const [{ partition }, { keepDays }] = await Promise.all([
        activeWorkspace.current(),
        retention.setting(),
      ]);
      return inOrder(async () => {
        // Another one, too, once everything was deleted here.
        const here = `${partition} ${await erasures.read()}`;
        const isSame = place === null ? isTrial : place === here;
        return ok({ place: here, taken: isSame ? await take(partition, chats, isTrial) : [], keepDays });
      });
    },
  };
}
