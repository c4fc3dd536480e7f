import type { dataRows, DataView } from '../../messaging/data-rows.ts';
import { ok } from '../../shared/result.ts';
import type { StoredData } from '../../storage/stored-data.ts';
import type { EraseAll } from '../data/erase-all.ts';
import type { Retention } from '../data/retention.ts';
import type { CommandHandlers } from './command-handlers.ts';

export interface DataCommandsOptions {
  readonly data: Pick<StoredData, 'conversations'>;
  readonly retention: Pick<Retention, 'keepFor' | 'setting'>;
  readonly eraseAll: EraseAll;
}

/** How long conversations are kept, and their end. */
export function createDataCommands({
  data,
  retention,
  eraseAll,
}: DataCommandsOptions): Pick<CommandHandlers, keyof typeof dataRows> {
  async function view(): Promise<DataView> {
    const keeping = await retention.setting();
    return { ...keeping, conversations: await data.conversations() };
  }

  return {
    'data/read': async () => ok(await view()),
    async 'data/keep'({ days }) {
      const deleted = await retention.keepFor(days);
      return ok({ view: await view(), deleted });
    },
    async 'data/erase'(_command, { again }) {
      const deleted = await eraseAll.erase();
      // What an earlier attempt deleted can't be counted any more.
      return ok({ conversations: again && deleted === 0 ? null : deleted });
    },
  };
}
