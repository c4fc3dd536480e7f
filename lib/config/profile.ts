import { z } from 'zod/mini';
import type { SettingsInput } from '../messaging/contract.ts';
import {
  deriveWebSocketUrl,
  readApiUrl,
  readTenantId,
  readWebSocketUrl,
  type AddressResult,
} from './address.ts';

const keptBy = (rule: (text: string) => AddressResult) =>
  z.string().check(
    z.refine((text) => {
      const read = rule(text);
      return read.ok && read.value === text;
    }),
  );

/**
 * Where messages go, and as which tenant. The schema holds a stored profile to the same rules as a typed
 * one: storage may have been written by an older version, or edited by hand.
 */
export const profile = z
  .object({
    /** An origin. */
    apiUrl: keptBy(readApiUrl),
    /** Without a query: `tenant_id` is added when a socket is opened. */
    wsUrl: keptBy(readWebSocketUrl),
    /** True: follows the API URL; the user left the field empty. */
    wsUrlIsDerived: z.boolean(),
    tenantId: keptBy(readTenantId),
    protocol: z.literal('v3'),
    /** Also send the tenant under the header names that older gateways read (platform §2). */
    compatibilityHeaders: z.boolean(),
  })
  .check(
    z.refine(({ apiUrl, wsUrl, wsUrlIsDerived }) => !wsUrlIsDerived || wsUrl === deriveWebSocketUrl(apiUrl)),
  );
export type Profile = z.infer<typeof profile>;

const defaultTenant = 'miptech-company';

const defaultFor = (apiUrl: string): Profile => ({
  apiUrl,
  wsUrl: deriveWebSocketUrl(apiUrl),
  wsUrlIsDerived: true,
  tenantId: defaultTenant,
  protocol: 'v3',
  compatibilityHeaders: false,
});

export const productionProfile: Profile = defaultFor('https://api.miptechnologies.tech');
export const localProfile: Profile = defaultFor('http://localhost:8000');

/** What the options page shows for a profile; `parseSettings` turns it back into the same profile. */
export const toSettingsInput = (from: Profile): SettingsInput => ({
  apiUrl: from.apiUrl,
  wsUrl: from.wsUrlIsDerived ? '' : from.wsUrl,
  tenantId: from.tenantId,
  protocol: from.protocol,
});
