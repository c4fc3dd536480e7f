import { expect, it } from 'vitest';
import type { ConnectionStatus } from '../../lib/shared/connection-status.ts';
import { createConnectionNews } from '../../lib/view/connection-news.ts';
import { emptyPanel, type PanelState } from '../../lib/view/panel-state.ts';

const state = (
  kind: 'connected' | 'connecting' | 'offline',
  given: Partial<PanelState> = {},
): PanelState => ({
  ...emptyPanel,
  conversation: { id: 'c1', title: '' },
  destination: { apiUrl: 'https://api.acme.test', tenantId: 'acme' },
  status: { kind } satisfies ConnectionStatus,
  ...given,
});
const told = { problem: { code: 'server-unreachable' } } as const;

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
])('%s', (_what, isOnline, states, said) => {
  const news = createConnectionNews(() => isOnline);
  expect(states.map(news)).toEqual(said);
});
