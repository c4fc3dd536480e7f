import type { ConnectionStatus } from '../shared/connection-status.ts';
import type { PanelState } from './panel-state.ts';
import { newsWords } from './words/news-words.ts';

/**
 * Asked at each change; says once that there is a connection after somebody was told that there is none, and that the
 * network is gone, of which no alert tells. One that broke off for a moment, or is made anew for another chat, is no news.
 * @param isOnline as the browser says
 */
export function createConnectionNews(isOnline: () => boolean): (state: PanelState) => string {
  let isMissed = false;
  let before: ConnectionStatus['kind'] | null = null;
  return ({ status: { kind }, problem, conversation, destination }) => {
    const isGone = kind === 'offline' && before === 'connected' && !isOnline();
    before = kind;
    if (kind === 'connected') {
      const said = isMissed ? newsWords.connected : '';
      isMissed = false;
      return said;
    }
    const isUnset = conversation !== null && destination === null;
    isMissed ||= isUnset || isGone || problem !== null;
    return isGone ? newsWords.offline : '';
  };
}
