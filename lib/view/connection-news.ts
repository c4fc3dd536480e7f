import type { ConnectionStatus } from '../shared/connection-status.ts';
import type { PanelState } from './panel-state.ts';
import { newsWords } from './words/news-words.ts';
import { secondsLeft } from './words/status-words.ts';

export interface ConnectionNewsOptions {
  /** As the browser says. */
  readonly isOnline: () => boolean;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Asked at each change; says once that there is a connection after somebody was told that there is none, that the network is
 * gone, and that a limit has to be waited for, of which no alert tells. One that broke off for a moment, or is made anew for
 * another chat, or another platform, is no news.
 */
export function createConnectionNews({
  isOnline,
  now,
}: ConnectionNewsOptions): (state: PanelState) => string {
  let isMissed = false;
  let isLimited = false;
  let before: ConnectionStatus['kind'] | null = null;
  return ({ status, problem, conversation, destination }) => {
    const { kind } = status;
    const isGone = kind === 'offline' && before === 'connected' && !isOnline();
    before = kind;
    if (kind === 'connected') {
      const said = isMissed ? newsWords.connected : '';
      isMissed = false;
      isLimited = false;
      return said;
    }
    const isUnset = conversation !== null && destination === null;
    isMissed ||= isUnset || isGone || problem !== null;
    if (kind === 'waiting' && !isLimited) {
      // Another attempt under the same limit is no news.
      isLimited = true;
      return problem?.code === 'rate-limited' ? '' : newsWords.limited(secondsLeft(status.until, now()));
    }
    return isGone ? newsWords.offline : '';
  };
}
