import { z } from 'zod/mini';
import { account, accountChanged } from './account-shapes.ts';
import { empty, nothing, type CommandReplies, type CommandRows } from './command-row.ts';

/** Who speaks to whom: what the panel and the settings can both ask for. */
export const accountRows = {
  'account/read': { ports: ['panel', 'options'], input: empty },
  'account/sign-in': {
    ports: ['panel', 'options'],
    input: () => z.object({ email: z.string(), password: z.string(), stay: z.boolean() }),
  },
  'account/register': {
    ports: ['panel', 'options'],
    input: () =>
      z.object({
        email: z.string(),
        password: z.string(),
        fullName: z.string(),
        stay: z.boolean(),
      }),
  },
  /** Opens the window of the profile's OpenID provider. */
  'account/sso': { ports: ['panel', 'options'], input: () => z.object({ stay: z.boolean() }) },
  'account/sign-out': { ports: ['panel', 'options'], input: empty },
  /** To be shown the token of whoever is signed in, as that problem has named it (`host-unconfirmed`). */
  'account/confirm-host': { ports: ['panel'], input: () => z.object({ host: z.string() }) },
  /** The profile that all panels use from then on: each is pushed a snapshot of it (`profile/use` is the settings' own). */
  'profile/switch': { ports: ['panel'], input: () => z.object({ profileId: z.string() }) },
} as const satisfies CommandRows;

export const accountReplies = {
  'account/read': { shape: account },
  'account/sign-in': { shape: accountChanged, isSlow: true },
  'account/register': { shape: accountChanged, isSlow: true },
  'account/sso': { shape: accountChanged, isSlow: true },
  'account/sign-out': { shape: accountChanged, isSlow: true },
  'account/confirm-host': { shape: nothing },
  'profile/switch': { shape: nothing },
} as const satisfies CommandReplies<typeof accountRows>;
