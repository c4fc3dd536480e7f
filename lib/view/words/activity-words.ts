import type { ActivityKind } from '../../shared/activity.ts';
import type { LogLevel } from '../../shared/log.ts';
import { between } from './counting.ts';
import { english } from './grammar.ts';

const { count, plural } = english;

const kinds: Readonly<Record<ActivityKind, string>> = {
  login: 'Sign-in with email and password',
  register: 'New account',
  refresh: 'Sign-in renewed',
  logout: 'Sign-out',
  me: 'Account read',
  tenant: 'Tenant looked up',
  health: 'Health of the server read',
  config: 'Look of the tenant read',
  chat: 'Chat created',
  'chat-look': 'Chat looked up',
  chats: 'Chats listed',
  history: 'History read',
  message: 'Message',
  socket: 'Live connection opened',
  'socket-look': 'Cause of a refused connection looked for',
  join: 'Chat joined',
  ping: 'Live connection kept alive',
  'sso-window': 'Sign-in window opened',
  'sso-discovery': 'Sign-in provider looked up',
  'sso-tokens': 'Sign-in at the provider',
  other: 'Something else',
};

const levels: Readonly<Record<LogLevel, string>> = {
  off: 'Off',
  errors: 'Errors',
  info: 'Errors and connections',
  debug: 'Everything',
};

const bytes = (size: number): string => plural(size, { one: '# byte', other: '# bytes' });
/** kB are 1,000 bytes. */
const sized = (size: number): string =>
  size < 10_000 ? bytes(size) : `${count(Math.round(size / 100) / 10)} kB`;

/** The words of *Activity* in the settings. Apart from the others, which the panel has to load too. */
export const activityWords = {
  title: 'Activity',
  intro:
    'What this extension has sent since the browser was started, counted where it is handed to the browser. Kept in memory only. Neither your words nor those of a page, nor what you sign in with, are in this list.',
  empty: 'Nothing has been sent.',
  list: 'Sent',
  hosts: 'Sent in all',
  /** `host` empty: several that are not told apart any more. */
  ofHost: (host: string, times: number, size: number) =>
    `${host === '' ? 'others' : host}${between}${plural(times, { one: '# time', other: '# times' })}${between}${sized(size)}`,
  /** How many are in the sums, and not in the list any more. */
  older: (times: number) =>
    plural(times, { one: '# older one is only in the sum.', other: '# older ones are only in the sums.' }),
  kind: (kind: ActivityKind, times: number) =>
    times === 1 ? kinds[kind] : `${kinds[kind]}, ${plural(times, { one: '# time', other: '# times' })}`,
  time: english.when,
  /** Between the first and the last of several. */
  until: ' – ',
  between,
  size: sized,
  /** What its title and its host follow, or its host alone. */
  page: (hasTitle: boolean) => (hasTitle ? 'With the page: ' : 'With the address of a page: '),
  masked: (places: number) => plural(places, { one: '# place masked', other: '# places masked' }),
  clear: 'Clear',
  cleared: 'Cleared.',
  log: {
    label: 'Log',
    help: 'For your support: what went wrong and when, in codes and times. It holds no message, page, address or password, stays in memory, and ends with the browser. Off deletes it.',
    level: (level: LogLevel) => levels[level],
    save: 'Save log',
    saved: 'Saved with your downloads.',
    lines: (lines: number) => plural(lines, { one: '# entry.', other: '# entries.' }),
  },
} as const;
