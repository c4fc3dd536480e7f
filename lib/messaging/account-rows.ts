import { z } from 'zod/mini';
import { account, accountChanged } from './account-shapes.ts';
import { empty, nothing, type CommandRows } from './command-row.ts';

/** Who speaks to whom: what the panel and the settings can both ask for. */
export const accountRows = {
  'account/read': { ports: ['panel', 'options'], input: empty, reply: account },
  'account/sign-in': {
    ports: ['panel', 'options'],
    isSlow: true,
    input: z.object({ email: z.string(), password: z.string(), stay: z.boolean() }),
    reply: accountChanged,
  },
  'account/register': {
    ports: ['panel', 'options'],
    isSlow: true,
    input: z.object({
      email: z.string(),
      password: z.string(),
      fullName: z.string(),
      stay: z.boolean(),
    }),
    reply: accountChanged,
  },
  /** Opens the window of the profile's OpenID provider. */
  'account/sso': {
    ports: ['panel', 'options'],
    isSlow: true,
    input: z.object({ stay: z.boolean() }),
    reply: accountChanged,
  },
  'account/sign-out': { ports: ['panel', 'options'], isSlow: true, input: empty, reply: accountChanged },
  /** To be shown the token of whoever is signed in, as that problem has named it (`host-unconfirmed`). */
  'account/confirm-host': {
    ports: ['panel'],
    input: z.object({ host: z.string() }),
    reply: nothing,
  },
  /** The profile that all panels use from then on: each is pushed a snapshot of it (`profile/use` is the settings' own). */
  'profile/switch': { ports: ['panel'], input: z.object({ profileId: z.string() }), reply: nothing },
} as const satisfies CommandRows;
