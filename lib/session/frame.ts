import type { ServerFrame } from '../protocol/server-frame.ts';
import { sendNext } from './delivery.ts';
import { heard, join, joined, progressed } from './handshake.ts';
import { authenticate, backOff, waitForRate } from './link.ts';
import { limitRate, refuse } from './refusal.ts';
import { resumeRepair } from './repair.ts';
import { answered } from './stream.ts';
import { commit, order, update, type Turn } from './turn.ts';

/** One frame of the current socket. */
export function frameReceived(turn: Turn, frame: ServerFrame): void {
  const { link } = turn.state;
  heard(turn, frame.type === 'pong');
  switch (frame.type) {
    case 'established':
    case 'pong':
    case 'unknown':
      return;
    case 'progress':
      return progressed(turn);
    case 'ready':
      return join(turn);
    case 'joined':
      if (!joined(turn)) return;
      resumeRepair(turn);
      return sendNext(turn);
    case 'ping':
      if (link.at !== 'joining' && link.at !== 'ready') return;
      return order(turn, { type: 'send-pong', generation: link.generation, now: turn.now });
    case 'processing':
    case 'start':
    case 'chunk':
    case 'complete':
      return link.at === 'ready' ? answered(turn, frame) : undefined;
    case 'rate-limited':
      return link.at === 'ready'
        ? limitRate(turn, frame.retryAfterMs)
        : waitForRate(turn, frame.retryAfterMs);
    case 'unauthorised':
      return authenticate(turn);
    case 'error':
      if (link.at === 'ready') return refuse(turn, frame.code, frame.detail);
      return joinRefused(turn, frame.code);
    default:
      return frame satisfies never;
  }
}

/** The close that follows says what to do; only a chat that is gone needs more: the next attempt creates it anew. */
function joinRefused(turn: Turn, code: string | null): void {
  if (code === null || !/chat.*not.*found/i.test(code)) return;
  // Of the next chat the server holds nothing yet.
  update(turn, { chatId: null, accepted: 0 });
  commit(turn, { type: 'chat-linked', chatId: null });
  backOff(turn, null);
}
