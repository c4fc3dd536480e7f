import type { WayInUse } from '../../shared/connection-way.ts';
import { english } from './grammar.ts';

/** The words of *Connection details*. Apart from the panel's others, which are loaded before anybody asks for these. */
export const wayWords = {
  title: 'Connection details',
  close: 'Close',
  status: 'Status',
  since: 'Since',
  where: 'Where to',
  how: 'How',
  reconnect: 'Reconnect',
  shortcuts: 'Keyboard shortcuts',
  activity: 'Activity: what has left this browser',
  /** Nothing may be sent there, so it is connected by nothing. */
  none: 'Nothing is sent from here. Why is said in the panel.',
  way: {
    v3: 'By a live connection (WebSocket, v3)',
    v1: 'By a live connection (WebSocket, older, v1)',
    rest: 'By requests (REST)',
    proxy: 'By requests through a secure proxy',
  },
  found: 'found automatically',
  chosen: 'chosen in the settings',
  why: {
    refused: 'Live connections (WebSockets) can’t be opened here: the server refuses them.',
    stripped:
      'Live connections (WebSockets) can’t be opened here: a proxy or firewall on the way takes out the wish for one.',
    denied: 'Live connections (WebSockets) can’t be opened here: the server denies them to this browser.',
    silent:
      'Live connections (WebSockets) can’t be opened here: nothing answers them. A firewall on the way may swallow them.',
    dropped: 'Live connections (WebSockets) don’t last here: they are opened, and cut at once.',
  },
  wholeAnswers: 'Answers come whole.',
  looksAgain: (ms: number): string => {
    const minutes = Math.ceil(ms / 60_000);
    return minutes <= 0
      ? 'It is being looked for again.'
      : english.plural(minutes, {
          one: 'Looked for again in # min.',
          other: 'Looked for again in # min.',
        });
  },
} as const;

/** Why it is no live connection, in sentences; null: nothing to be told. @param now epoch ms */
export function whyWords({ way, why, looksAgainAt }: WayInUse, now: number): string | null {
  if (why === null || way === 'v3' || way === 'v1') return null;
  const { why: causes, wholeAnswers, looksAgain } = wayWords;
  const again = looksAgainAt === null ? [] : [looksAgain(looksAgainAt - now)];
  return [causes[why], wholeAnswers, ...again].join(' ');
}
