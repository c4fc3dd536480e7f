import type { Effect } from '../effect.ts';
import { byteCount } from './byte-count.ts';

/** Exactly `bytes` pass, then both sides are closed in good order. */
export interface LimitData {
  readonly kind: 'limit-data';
  readonly bytes: number;
}

export function limitData(bytes: number): LimitData {
  return { kind: 'limit-data', bytes };
}

export function limitDataEffect({ bytes }: LimitData): Effect {
  return byteCount(bytes, 'close');
}
