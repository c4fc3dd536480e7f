import { expect, it } from 'vitest';
import type { ConnectionStatus } from '../../lib/shared/connection-status.ts';
import { createConnectionNews } from '../../lib/view/connection-news.ts';
import { newsWords } from '../../lib/view/words/news-words.ts';
import { emptyPanel, type PanelState } from '../../lib/view/panel-state.ts';

const state = (
  kind: 'connected' | 'connecting' | 'offline' | 'waiting',
  given: Partial<PanelState> = {},
): PanelState => ({
  ...emptyPanel,
  conversation: { id: 'c1', title: '' },
  destination: { apiUrl: 'https://api.acme.test', tenantId: 'acme' },
  status: statusOf(kind),
  ...given,
});
const statusOf = (kind: 'connected' | 'connecting' | 'offline' | 'waiting'): ConnectionStatus =>
  kind === 'waiting' ? { kind, until: 9_000 } : { kind };
const told = { problem: { code: 'server-unreachable' } } as const;

const limit = 'Rate limit: too many messages in a short time. Going on in 9 seconds';

it.each<[what: string, isOnline: boolean, states: PanelState[], said: string[]]>([
  ['the panel opens', true, [emptyPanel, state('connecting'), state('connected')], ['', '', '']],
  [
    'another chat',
    true,
    ['connected', 'connecting', 'connected'].map((kind) => state(kind as 'connected')),
    ['', '', ''],
  ],
  [
    'trouble that was told, and its end, once',
    true,
    [
      state('connected'),
      state('connecting', told),
      state('connecting'),
      state('connected'),
      state('connected'),
    ],
    ['', '', '', 'Connected', ''],
  ],
  [
    'the first connection of a panel of which nothing was set',
    true,
    [state('connecting', { destination: null }), state('connecting'), state('connected')],
    ['', '', 'Connected'],
  ],
  [
    'the network is gone, and back',
    false,
    [state('connected'), state('offline'), state('offline'), state('connecting'), state('connected')],
    ['', 'Offline', '', '', 'Connected'],
  ],
  [
    'nobody is signed in any more',
    true,
    [state('connected'), state('offline'), state('connected')],
    ['', '', ''],
  ],
  [
    'another platform, after a change of the settings, while the network is there',
    true,
    [
      state('connected'),
      state('offline', { destination: { apiUrl: 'https://other.test', tenantId: 'acme' } }),
      state('connecting'),
      state('connected'),
    ],
    ['', '', '', ''],
  ],
  [
    'a limit, once for all attempts under it, and the next one',
    true,
    [
      state('connected'),
      state('waiting'),
      state('waiting'),
      state('connecting'),
      state('waiting'),
      state('connected'),
      state('waiting'),
    ],
    ['', limit, '', '', '', '', limit],
  ],
  ['a limit that the panel opens into', true, [state('waiting')], [limit]],
  [
    'a limit that an alert tells',
    true,
    [state('connected'), state('waiting', { problem: { code: 'rate-limited' } })],
    ['', ''],
  ],
])('%s', (_what, isOnline, states, said) => {
  const news = createConnectionNews({ isOnline: () => isOnline, now: () => 0 });
  expect(states.map(news)).toEqual(said);
});

it.each([
  [0, 'in a moment'],
  [2, 'in a moment'],
  [3, 'in 3 seconds'],
  [60, 'in 60 seconds'],
  [120, 'in 2 minutes'],
  [121, 'in 3 minutes'],
])('a limit of %i s goes on %s', (seconds, when) => {
  expect(newsWords.limited(seconds)).toBe(`Rate limit: too many messages in a short time. Going on ${when}`);
});
