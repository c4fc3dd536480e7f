import { randomUUID } from 'node:crypto';
import type { Store } from './store.ts';

/** @param latest epoch ms of the last message there is; each new one is later */
export const createMessageMaker = (latest: number): Store['message'] => {
  let last = latest;
  return ({ id = randomUUID(), ...rest }) => {
    last = Math.max(Date.now(), last + 1);
    return { id, ...rest, created_at: new Date(last).toISOString() };
  };
};
