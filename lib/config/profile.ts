import { z } from 'zod/mini';
import type { SettingsInput } from '../messaging/settings-shapes.ts';
import { isObject } from '../shared/is-object.ts';
import { readableItems } from '../shared/readable.ts';
import {
  deriveWebSocketUrl,
  readApiUrl,
  readTenantId,
  readWebSocketUrl,
  type AddressResult,
} from './address.ts';
import { ssoSettings, toSsoInput } from './sso.ts';

const keptBy = (rule: (text: string) => AddressResult) =>
  z.string().check(
    z.refine((text) => {
      const read = rule(text);
      return read.ok && read.value === text;
    }),
  );

/** Characters of a profile's name. */
export const nameLimit = 60;

/**
 * Where messages go, and as which tenant. The schema holds a stored profile to the same rules as a typed
 * one: storage may have been written by an older version, or edited by hand.
 */
export const profile = z
  .object({
    /** Made by us: names this profile, whatever it says. */
    id: z.string().check(z.minLength(1), z.maxLength(400)),
    /** For people. */
    name: z.string().check(z.minLength(1), z.maxLength(nameLimit)),
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
    /** null: by e-mail and password, where the platform wants it at all. */
    sso: z.nullable(ssoSettings),
  })
  .check(
    z.refine(({ apiUrl, wsUrl, wsUrlIsDerived }) => !wsUrlIsDerived || wsUrl === deriveWebSocketUrl(apiUrl)),
  );
export type Profile = z.infer<typeof profile>;

/** What a person has saved: their profiles, and the one in use, which may be their organisation's. */
export const profileBook = z.object({ profiles: readableItems(profile), currentId: z.string() });
export type ProfileBook = z.infer<typeof profileBook>;

const defaultTenant = 'miptech-company';

const defaultFor = (id: string, name: string, apiUrl: string): Profile => ({
  id,
  name,
  apiUrl,
  wsUrl: deriveWebSocketUrl(apiUrl),
  wsUrlIsDerived: true,
  tenantId: defaultTenant,
  protocol: 'v3',
  compatibilityHeaders: false,
  sso: null,
});

export const productionProfile: Profile = defaultFor(
  'default',
  'MIPTech',
  'https://api.miptechnologies.tech',
);
export const localProfile: Profile = defaultFor('local', 'This computer', 'http://localhost:8000');

/** Before there were several, the one profile was stored without an id, a name and SSO. */
export const fromSingleProfile = (stored: unknown): unknown =>
  isObject(stored)
    ? {
        profiles: [{ id: productionProfile.id, name: productionProfile.name, sso: null, ...stored }],
        currentId: productionProfile.id,
      }
    : null;

/** What the options page shows for a profile; `parseSettings` turns it back into the same profile. */
export const toSettingsInput = (from: Profile): SettingsInput => ({
  name: from.name,
  apiUrl: from.apiUrl,
  wsUrl: from.wsUrlIsDerived ? '' : from.wsUrl,
  tenantId: from.tenantId,
  protocol: from.protocol,
  compatibilityHeaders: from.compatibilityHeaders,
  ...toSsoInput(from.sso),
});
