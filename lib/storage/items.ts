import { z } from 'zod/mini';
import { productionProfile, profile } from '../config/profile.ts';
import { branding, keepDays } from '../messaging/contract.ts';
import { createItem, type StorageArea } from './item.ts';

/**
 * Every key in extension storage, once.
 *
 * local: survives the browser. session: memory only, trusted contexts only, gone with the browser.
 */
export function createItems(areas: { readonly local: StorageArea; readonly session: StorageArea }) {
  const { local, session } = areas;
  return {
    profile: createItem({
      area: local,
      key: 'profile',
      version: 1,
      schema: profile,
      fallback: productionProfile,
    }),
    /** The tenant's look, as last seen: shown before the network has answered. */
    branding: createItem({
      area: local,
      key: 'branding',
      version: 1,
      schema: z.nullable(z.object({ partition: z.string(), branding })),
      fallback: null,
    }),
    /** Messages that wait under the settings before those of `partition`. */
    leftBehind: createItem({
      area: local,
      key: 'left-behind',
      version: 1,
      schema: z.nullable(
        z.object({
          partition: z.string(),
          tenantId: z.string(),
          conversationIds: z.array(z.string()),
          messages: z.number(),
        }),
      ),
      fallback: null,
    }),
    /** Days for which conversations are kept; null: for ever. */
    keepDays: createItem({ area: local, key: 'keep-days', version: 1, schema: keepDays, fallback: null }),
    /** Signed-in pair, by partition. Never in `local`: a content script could read that in Firefox. */
    tokens: createItem({
      area: session,
      key: 'tokens',
      version: 1,
      schema: z.nullable(
        z.object({
          apiUrl: z.string(),
          tenantId: z.string(),
          accessToken: z.string(),
          refreshToken: z.string(),
        }),
      ),
      fallback: null,
    }),
    /** Window id → a page there that may not be read yet: asked for, or granted and not attached yet. */
    accessRequests: createItem({
      area: session,
      key: 'access-requests',
      version: 1,
      schema: z.record(z.string(), z.enum(['waiting', 'granted'])),
      fallback: {},
    }),
    /** Window id → the conversation its panel shows. */
    windows: createItem({
      area: session,
      key: 'windows',
      version: 1,
      schema: z.record(z.string(), z.string()),
      fallback: {},
    }),
  };
}

export type Items = ReturnType<typeof createItems>;
