import { createMemoryArea, type MemoryArea } from './storage-area.ts';

/** The three places that items are kept in. */
export const createMemoryAreas = (): Readonly<Record<'local' | 'session' | 'vault', MemoryArea>> => ({
  local: createMemoryArea(),
  session: createMemoryArea(),
  vault: createMemoryArea(),
});
