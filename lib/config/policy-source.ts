import type { ManagedStorage } from '../shared/managed-storage.ts';
import { readPolicy, type Policy } from './policy.ts';

export interface PolicySource {
  /** Never rejects. */
  read(): Promise<Policy>;
  onChanged(listener: () => void): void;
}

/** Read once and kept until the browser says that it has changed. Begins at once: make it when the worker starts. */
export function createPolicySource(managed: ManagedStorage): PolicySource {
  const readNow = async (): Promise<Policy> => readPolicy(await managed.read());
  let policy = readNow();
  return {
    read: () => policy,
    onChanged(listener) {
      managed.onChanged(() => {
        policy = readNow();
        listener();
      });
    },
  };
}
