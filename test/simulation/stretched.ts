import type { SessionState } from '../../lib/session/state.ts';
import { spreadMs } from '../../lib/shared/back-off.ts';
import type { AnyTimer } from '../session/websocket-session.ts';

/** Stretches the spread of P25 to another end, the same client keeping its place in the crowd. Nothing else is touched. */
export function stretched(toMs: number | undefined) {
  const from = spreadMs(0);
  const factor = toMs === undefined ? 1 : (toMs - from) / (spreadMs(1) - from);
  return ({ connection }: SessionState, timer: AnyTimer, ms: number): number =>
    timer === 'retry' && connection.at === 'backing-off' && connection.cause === 'deploy'
      ? Math.round(from + (ms - from) * factor)
      : ms;
}
