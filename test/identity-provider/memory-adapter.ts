import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** What a provider has issued, in memory. oidc-provider's own does the same, and says at every start that it should not be used. */
export interface MemoryStore {
  readonly adapter: AdapterFactory;
  /** Every sign-in has ended: no refresh token and no session is known any more. Clients stay. */
  forget(): void;
}

export const createMemoryStore = (): MemoryStore => {
  const records = new Map<string, AdapterPayload>();

  const adapter = (model: string): Adapter => {
    const key = (id: string): string => `${model}:${id}`;
    const findBy = (field: 'uid' | 'userCode', value: string): Promise<AdapterPayload | undefined> => {
      const own = [...records].filter(([name]) => name.startsWith(`${model}:`));
      return Promise.resolve(own.find(([, payload]) => payload[field] === value)?.[1]);
    };
    return {
      upsert: (id, payload) => {
        records.set(key(id), payload);
        return Promise.resolve(undefined);
      },
      find: (id) => Promise.resolve(records.get(key(id))),
      findByUid: (uid) => findBy('uid', uid),
      findByUserCode: (userCode) => findBy('userCode', userCode),
      consume: (id) => {
        const found = records.get(key(id));
        if (found !== undefined) records.set(key(id), { ...found, consumed: Math.floor(Date.now() / 1000) });
        return Promise.resolve(undefined);
      },
      destroy: (id) => {
        records.delete(key(id));
        return Promise.resolve(undefined);
      },
      revokeByGrantId: (grantId) => {
        for (const [name, payload] of records) {
          if (name.startsWith(`${model}:`) && payload.grantId === grantId) records.delete(name);
        }
        return Promise.resolve(undefined);
      },
    };
  };

  return { adapter, forget: () => records.clear() };
};
