import type { Way } from '../ways.ts';
import { breaksOf, type LineBreak } from './line-breaks.ts';
import { piecesEach } from './telling-assistant.ts';

const down = (type: string, nth = 1): LineBreak => ({
  name: `after ${type} ${nth}`,
  direction: 'down',
  type,
  nth,
  fate: 'passes-and-cut',
});
const lost = (type: string): LineBreak => ({
  ...down(type),
  name: `with ${type}, which is lost`,
  fate: 'lost-and-cut',
});
const up = (type: string): LineBreak[] => [
  { ...lost(type), direction: 'up' },
  { ...down(type), direction: 'up' },
];

/** As a plain one has them, in order; v3's but for the names. */
const ofStreams: readonly LineBreak[] = [
  ...up('chat_message'),
  ...breaksOf(piecesEach).filter(({ direction }) => direction === 'down'),
];

export type V1Way = Extract<Way, `v1-${string}`>;

/** Of each older server, every frame at which its line may break. */
export const v1Breaks: Readonly<Record<V1Way, readonly LineBreak[]>> = {
  'v1-plain': [...up('auth'), down('error'), ...ofStreams],
  'v1-auth-first': [
    ...up('auth'),
    ...up('chat_message'),
    down('processing'),
    lost('chat_response'),
    down('chat_response'),
  ],
  'v1-hybrid': [
    ...up('auth'),
    ...up('chat_message'),
    down('error'),
    lost('chat_message'),
    down('chat_message'),
  ],
};
export const v1Ways = ['v1-plain', 'v1-auth-first', 'v1-hybrid'] as const satisfies readonly V1Way[];
