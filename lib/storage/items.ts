import type { StorageArea } from '../shared/storage-area.ts';
import { z } from 'zod/mini';
import { storedSignIn } from '../auth/sign-in.ts';
import { knownWay } from '../config/known-way.ts';
import { fromSingleProfile, profileBook } from '../config/profile.ts';
import { everythingMasked } from '../config/mask-choices.ts';
import { defaultPreferences } from '../config/preferences-record.ts';
import { keepDaysRecord, logLevelRecord } from '../config/settings-record.ts';
import { logLevel } from '../messaging/activity-rows.ts';
import { branding } from '../messaging/contract.ts';
import { keepDays } from '../messaging/data-rows.ts';

import { activityList, nothingLeft } from '../shared/activity.ts';
import { prompt } from '../shared/prompt.ts';
import { readableEntries, readableItems } from '../shared/readable.ts';
import { attentionEntry } from './attention-entry.ts';
import { createItem } from './item.ts';
import { storedPreferences } from './stored-preferences.ts';

const masked = z.catch(z.boolean(), true);

const signInsByPlace = readableEntries(storedSignIn);

/** Before there were several profiles, the one look was stored beside whose it is. */
function fromSingleLook(stored: unknown): unknown {
  const single = z.object({ partition: z.string(), branding: z.unknown() }).safeParse(stored);
  return single.success ? { [single.data.partition]: single.data.branding } : {};
}

/**
 * Every key in extension storage, once.
 *
 * local: survives the browser. session: memory only, trusted contexts only, gone with the browser. vault: survives the
 * browser, trusted contexts only.
 */
export function createItems(areas: Readonly<Record<'local' | 'session' | 'vault', StorageArea>>) {
  const { local, session, vault } = areas;
  return {
    /** null: never saved any. */
    profiles: createItem({
      area: local,
      key: 'profile',
      version: 2,
      schema: z.nullable(profileBook),
      fallback: null,
      migrate: (stored, from) => (from === 1 ? fromSingleProfile(stored) : stored),
    }),
    /** Partition → the tenant's look, as last seen: shown before the network has answered. The latest is the last. */
    branding: createItem({
      area: local,
      key: 'branding',
      version: 2,
      schema: readableEntries(branding),
      fallback: {},
      migrate: (stored, from) => (from === 1 ? fromSingleLook(stored) : stored),
    }),
    /** What the browser handed over last of the organisation's settings; null: nothing yet. Read by lib/config/policy.ts. */
    policy: createItem({ area: local, key: 'policy', version: 1, schema: z.unknown(), fallback: null }),
    /** Messages that wait under the settings before those of `partition`. */
    unsentMessages: createItem({
      area: local,
      key: 'left-behind',
      version: 1,
      schema: z.nullable(
        z.object({
          partition: z.string(),
          tenantId: z.string(),
          conversationIds: readableItems(z.string()),
          messages: z.number(),
        }),
      ),
      fallback: null,
    }),
    /** Days for which conversations are kept; null: for ever. */
    keepDays: createItem({
      area: local,
      key: 'keep-days',
      version: 1,
      schema: keepDays,
      fallback: keepDaysRecord.byDefault,
    }),
    /** How often everything was deleted here: what was begun before is not gone on with. */
    erasures: createItem({ area: local, key: 'erasures', version: 1, schema: z.number(), fallback: 0 }),
    /** What a person has their own way. */
    preferences: createItem({
      area: local,
      key: 'preferences',
      version: 1,
      schema: storedPreferences,
      fallback: defaultPreferences,
    }),
    /** Which kinds of values a person wants masked; one that can't be read is. */
    masking: createItem({
      area: local,
      key: 'masking',
      version: 1,
      schema: z.object({
        email: masked,
        phone: masked,
        card: masked,
        iban: masked,
        key: masked,
      }),
      fallback: everythingMasked,
    }),
    /** Questions that a person has saved, in their order. */
    prompts: createItem({
      area: local,
      key: 'prompts',
      version: 1,
      schema: readableItems(prompt),
      fallback: [],
    }),
    /** Epoch ms at which it was last looked for conversations that have grown too old; null: never, or it was not needed. */
    lastLook: createItem({
      area: local,
      key: 'last-look',
      version: 1,
      schema: z.nullable(z.number()),
      fallback: null,
    }),
    /** By tenant and platform: who is signed in until the browser closes. */
    signIns: createItem({ area: session, key: 'sign-ins', version: 1, schema: signInsByPlace, fallback: {} }),
    /** The same of those who stay signed in. Never in `local`: a content script could read that. */
    keptSignIns: createItem({
      area: vault,
      key: 'sign-ins',
      version: 1,
      schema: signInsByPlace,
      fallback: {},
    }),
    /** Tenants that a platform has been seen to know, by place. */
    knownTenants: createItem({
      area: local,
      key: 'known-tenants',
      version: 1,
      schema: readableItems(z.string()),
      fallback: [],
    }),
    /** By place: the way that *Protocol: automatic*, or v1, has seen to work there. The latest is the last. */
    knownWays: createItem({
      area: local,
      key: 'known-ways',
      version: 1,
      schema: readableEntries(knownWay),
      fallback: {},
    }),
    /** Window id → a page there that may not be read yet: asked for, or granted and not attached yet. `at`: epoch ms. */
    accessRequests: createItem({
      area: session,
      key: 'access-requests',
      version: 2,
      schema: readableEntries(
        z.object({
          stage: z.enum(['waiting', 'granted']),
          tabId: z.number(),
          url: z.nullable(z.string()),
          at: z.number(),
        }),
      ),
      fallback: {},
    }),
    /** Partition → sites whose pages may be sent there, as `hostOf` names them; the one agreed to last is the last. */
    agreedSites: createItem({
      area: local,
      key: 'agreed-sites',
      version: 1,
      schema: readableEntries(readableItems(z.string())),
      fallback: {},
    }),
    /** Of temporary chats (temporary-store.ts), under keys that begin with its name. Never on a disk. */
    temporary: session,
    /** How much is logged for support. */
    logLevel: createItem({
      area: local,
      key: 'log-level',
      version: 1,
      schema: logLevel,
      fallback: logLevelRecord.byDefault,
    }),
    /** What was logged, an entry a line. Never on a disk. */
    log: createItem({
      area: session,
      key: 'log',
      version: 1,
      schema: z.object({ lines: readableItems(z.string()), size: z.number() }),
      fallback: { lines: [], size: 0 },
    }),
    /** What has left in this session of the browser. Never on a disk. */
    activity: createItem({
      area: session,
      key: 'activity',
      version: 1,
      schema: activityList,
      fallback: nothingLeft,
    }),
    /** Conversation id → what became of it while no panel showed it. The latest is the last. Never on a disk. */
    attention: createItem({
      area: session,
      key: 'attention',
      version: 1,
      schema: readableEntries(attentionEntry),
      fallback: {},
    }),
    /** Window id → the conversation its panel shows; behind `led:` one that it has yet to show. */
    windows: createItem({
      area: session,
      key: 'windows',
      version: 1,
      schema: readableEntries(z.string()),
      fallback: {},
    }),
  };
}

export type Items = ReturnType<typeof createItems>;
