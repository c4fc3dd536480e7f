import type { AgreedSites } from '../../messaging/site-rows.ts';
import type { Items } from '../../storage/items.ts';
import { createKeyedRecord } from '../../storage/keyed-record.ts';

/** Sites whose pages may be sent: by whom, and to which platform, is a partition (law 9). Calls reject with a StorageError. */
export interface AgreedSiteStore {
  read(partition: string): Promise<AgreedSites>;
  agree(partition: string, host: string, isAgreed: boolean): Promise<AgreedSites>;
}

/** Those agreed to last are kept; of an older one it is said once more where its pages go. */
const mostHosts = 500;
const mostPartitions = 50;

export function createAgreedSiteStore(item: Items['agreedSites']): AgreedSiteStore {
  const records = createKeyedRecord(item, mostPartitions);

  async function read(partition: string): Promise<AgreedSites> {
    return { partition, hosts: (await records.read(partition)) ?? [] };
  }

  return {
    read,
    async agree(partition, host, isAgreed) {
      await records.change(partition, (before) => {
        const others = (before ?? []).filter((other) => other !== host);
        const hosts = isAgreed ? [...others, host].slice(-mostHosts) : others;
        return hosts.length === 0 ? null : hosts;
      });
      return read(partition);
    },
  };
}
