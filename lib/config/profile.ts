import { z } from 'zod/mini';
import { boundedText } from '../shared/bounded.ts';
import { isEqual } from '../shared/equal.ts';
import { isObject } from '../shared/is-object.ts';
import { readableItems } from '../shared/readable.ts';
import { recordOf } from '../shared/record-of.ts';
import { deriveWebSocketUrl } from './address.ts';
import { parseSettings, type ConnectionSettings } from './endpoint-rules.ts';
import { settingsInput } from './settings-input.ts';
import {
  blankSettings,
  defaultSettings,
  isPlainField,
  plainSettings,
  settingsFields,
  type PlainField,
  type SettingsInput,
} from './settings-record.ts';
import { toSsoInput } from './sso.ts';

/** A setting that an older version knew nothing of is as if it had been left empty. */
const completed = z.transform((stored: unknown) =>
  typeof stored === 'object' && stored !== null ? { ...plainSettings(blankSettings()), ...stored } : stored,
);

type PlainShape = Pick<typeof settingsInput.shape, PlainField>;
const plainShape = recordOf<PlainShape>(
  settingsFields.filter(isPlainField),
  (field) => settingsInput.shape[field],
);

/**
 * Where messages go, and as which tenant. The schema holds a stored profile to the same rules as a typed
 * one: storage may have been written by an older version, or edited by hand.
 */
export const profile = z.pipe(
  completed,
  z
    .object({
      /** Made by us: names this profile, whatever it says. */
      id: boundedText(1, 400),
      ...plainShape,
      wsUrlIsDerived: z.boolean(),
      sso: z.nullable(z.object({ issuer: z.string(), clientId: z.string(), scopes: z.string() })),
    })
    .check(
      z.refine(({ id: _id, ...connection }) => {
        const typed = parseSettings(toSettingsInput(connection));
        return typed.ok && isEqual(typed.value, connection);
      }),
    ),
);
export type Profile = z.infer<typeof profile>;

/** What a person has saved: their profiles, and the one in use, which may be their organisation's. */
export const profileBook = z.object({ profiles: readableItems(profile), currentId: z.string() });
export type ProfileBook = z.infer<typeof profileBook>;

const byDefault = plainSettings(defaultSettings());

/** Where nobody has said anything. */
export const productionProfile: Profile = {
  ...byDefault,
  id: 'default',
  wsUrl: deriveWebSocketUrl(byDefault.apiUrl),
  wsUrlIsDerived: true,
  sso: null,
};

/** Before there were several, the one profile was stored without an id, a name and SSO. */
export function fromSingleProfile(stored: unknown): unknown {
  return isObject(stored)
    ? {
        profiles: [{ id: productionProfile.id, name: productionProfile.name, sso: null, ...stored }],
        currentId: productionProfile.id,
      }
    : null;
}

/** What the options page shows for a profile; `parseSettings` turns it back into the same profile. */
export function toSettingsInput(from: ConnectionSettings): SettingsInput {
  return {
    ...plainSettings(from),
    wsUrl: from.wsUrlIsDerived ? '' : from.wsUrl,
    ...toSsoInput(from.sso),
  };
}
