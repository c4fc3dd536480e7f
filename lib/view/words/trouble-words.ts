import { hostOf } from '../../shared/host-of.ts';
import { english } from './grammar.ts';
import type { PassingCode, PassingTrouble } from '../passing-trouble.ts';

/** What it is, what it is after somebody's own attempt, and what goes on: the end of that is the time until then. */
type Line = readonly [first: string, still: string, goesOn: string];

const again = 'Trying again';

const lines: { readonly [Code in PassingCode]: (subject: string | undefined) => Line } = {
  'server-unreachable': (host = 'the assistant’s server') => [
    `No answer from ${host}.`,
    `Still no answer from ${host}.`,
    again,
  ],
  'server-error': (host = 'The assistant’s server') => [
    `${host} has a fault of its own.`,
    `${host} still has a fault of its own.`,
    again,
  ],
  'websocket-refused': (socket) => noLiveConnection(socket),
  'websocket-blocked': (socket) => noLiveConnection(socket),
  'join-rejected': () => [
    'The server did not start the conversation.',
    'The server still does not start the conversation.',
    again,
  ],
  'platform-starting': () => [
    'The assistant is starting up.',
    'The assistant is still starting up.',
    'The panel goes on by itself',
  ],
  'join-timeout': () => [
    'Joining the conversation took too long.',
    'Joining the conversation took too long once more.',
    again,
  ],
  'rate-limited': () => {
    const limit = 'Rate limit: too many messages in a short time.';
    return [limit, limit, 'Going on'];
  },
  'policy-unread': () => {
    const wait = 'Your browser has not said yet what your organisation has set.';
    return [wait, wait, again];
  },
};

function noLiveConnection(socket: string | undefined): Line {
  const server = socket === undefined ? 'The assistant’s server' : hostOf(socket);
  return [`${server} takes no live connection yet.`, `${server} still takes no live connection.`, again];
}

/** Trouble that passes by itself. */
export const troubleWords = {
  now: 'Now',
  /** Read once, when it comes and when it changes. */
  line({ code, subject }: PassingTrouble, isStill: boolean): string {
    const [first, still, goesOn] = lines[code](subject || undefined);
    return `${isStill ? still : first} ${goesOn}`;
  },
  /** Behind it, and silent: it changes each second. */
  in: (seconds: number) => (seconds > 0 ? `in ${english.count(seconds)} s` : troubleWords.underWay),
  underWay: 'now …',
} as const;
