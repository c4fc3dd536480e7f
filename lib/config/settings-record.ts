import { logLevels } from '../shared/log.ts';
import { keysOf, recordOf } from '../shared/record-of.ts';
import { healthPath, healthPaths } from './platform-paths.ts';

/**
 * Every setting, once. What a page may send, the form with its draft and its locks, what is stored, what a policy may hold
 * and public/managed-schema.json follow from it. It is plain data, so that pages can afford it: what may be typed into a
 * text is said by endpoint-rules.ts. A setting's key is that of its words, too (lib/view/words/setting-words.ts).
 */

interface About {
  /** The part of the form. What belongs to `sso` is stored in the profile's `sso`, all else beside it. */
  readonly group: 'connection' | 'sso' | 'advanced';
  /** Its key in a profile of the policy; of the group `sso`, in an `sso` of the policy. */
  readonly policy: string;
  /** The key of the policy that sets it, and so locks it, in every profile that people make. */
  readonly setBy?: 'defaultTenant' | 'sso';
}

/** `text` is what people write; `code` and `url` run from left to right, whatever the language. */
type Control =
  | { readonly control: 'text' | 'code' | 'url'; readonly byDefault: string }
  | { readonly control: 'choice'; readonly choices: readonly string[]; readonly byDefault: string }
  | { readonly control: 'switch'; readonly byDefault: boolean };

/**
 * The settings of a profile, from the top of the form. `byDefault` is as typed, in the profile that is there before any is
 * saved; in a new one texts are empty.
 */
export const settingsRecord = {
  apiUrl: {
    group: 'connection',
    control: 'url',
    byDefault: 'https://api.miptechnologies.tech',
    policy: 'apiUrl',
  },
  tenantId: {
    group: 'connection',
    control: 'code',
    byDefault: 'miptech-company',
    policy: 'tenantId',
    setBy: 'defaultTenant',
  },
  /** Empty: the server's name. */
  name: { group: 'advanced', control: 'text', byDefault: 'MIPTech', policy: 'name' },
  /** Empty: derived from the API URL. */
  wsUrl: { group: 'advanced', control: 'url', byDefault: '', policy: 'wsUrl' },
  protocol: {
    group: 'advanced',
    control: 'choice',
    choices: ['automatic', 'v3', 'v1', 'rest', 'proxy'],
    byDefault: 'automatic',
    policy: 'protocol',
  },
  /** Where people get a new password: a page of the platform's. Empty: it has none, or nobody has said where. */
  passwordPage: { group: 'advanced', control: 'url', byDefault: '', policy: 'passwordPage' },
  /** Where the platform reports its health (A5). */
  healthPath: {
    group: 'advanced',
    control: 'choice',
    choices: healthPaths,
    byDefault: healthPath,
    policy: 'healthPath',
  },
  /** Sends the tenant under the header names that older gateways read, too (R15). */
  compatibilityHeaders: {
    group: 'advanced',
    control: 'switch',
    byDefault: false,
    policy: 'compatibilityHeaders',
  },
  /** Empty, with the client ID: no SSO. */
  ssoIssuer: { group: 'sso', control: 'url', byDefault: '', policy: 'issuer', setBy: 'sso' },
  ssoClientId: { group: 'sso', control: 'code', byDefault: '', policy: 'clientId', setBy: 'sso' },
  /** Empty: the usual ones. */
  ssoScopes: { group: 'sso', control: 'code', byDefault: '', policy: 'scopes', setBy: 'sso' },
} as const satisfies Readonly<Record<string, About & Control>>;

/**
 * Days for which conversations are kept after the last question in them; null: for ever. A person's own, whatever profile is
 * in use, unless the policy has set it.
 */
export const keepDaysRecord = { choices: [7, 30, 90, 365, null], most: 3650, byDefault: null } as const;

/** How much is logged for support. A person's own, whatever profile is in use, unless the policy has set it. */
export const logLevelRecord = { choices: logLevels, byDefault: 'off' } as const;

/** What an organisation may set, and in which form; policy.ts says what it means. */
export const policyRecord = {
  profiles: 'profiles',
  ownProfiles: 'flag',
  defaultTenant: 'text',
  allowedProtocols: 'texts',
  pageContext: { enabled: 'flag', allow: 'texts', block: 'texts' },
  masking: { email: 'flag', phone: 'flag', card: 'flag', iban: 'flag', key: 'flag' },
  keepDays: 'count',
  logLevel: 'text',
  prompts: 'prompts',
  sso: 'sso',
} as const;

type Rows = typeof settingsRecord;

export type SettingsField = keyof Rows;
export type SettingsGroup = Rows[SettingsField]['group'];

/** The settings whose row is like this. */
type FieldLike<Row> = { [Field in SettingsField]: Rows[Field] extends Row ? Field : never }[SettingsField];
export type SsoField = FieldLike<{ group: 'sso' }>;
/** Stored in a profile under its own key. */
export type PlainField = Exclude<SettingsField, SsoField>;
export type ChoiceField = FieldLike<{ control: 'choice' }>;
export type SwitchField = FieldLike<{ control: 'switch' }>;
export type TextField = Exclude<SettingsField, ChoiceField | SwitchField>;

type Typed<Row> = Row extends { control: 'switch' }
  ? boolean
  : Row extends { choices: readonly (infer Choice)[] }
    ? Choice
    : string;

/** Settings as typed by the user; endpoint-rules.ts holds the rules. */
export type SettingsInput = { -readonly [Field in SettingsField]: Typed<Rows[Field]> };

export type PlainSettings = Pick<SettingsInput, PlainField>;

/** In the order of the form: the first refused one gets the focus. */
export const settingsFields = keysOf(settingsRecord);

export function isSsoField(field: SettingsField): field is SsoField {
  return settingsRecord[field].group === 'sso';
}

export function isPlainField(field: SettingsField): field is PlainField {
  return !isSsoField(field);
}

export function isTextField(field: SettingsField): field is TextField {
  const { control } = settingsRecord[field];
  return control !== 'choice' && control !== 'switch';
}

export function isChoiceField(field: SettingsField): field is ChoiceField {
  return settingsRecord[field].control === 'choice';
}

/** As typed, of the profile that is there before any is saved. */
export function defaultSettings(): SettingsInput {
  return recordOf(settingsFields, (field) => settingsRecord[field].byDefault);
}

/** Where a new profile may lead without being typed: API URLs. */
export const presets = {
  miptech: settingsRecord.apiUrl.byDefault,
  thisComputer: 'http://localhost:8000',
} as const;
export type Preset = keyof typeof presets;

/** What a new profile begins with. */
export function blankSettings(): SettingsInput {
  return recordOf(settingsFields, (field) => (isTextField(field) ? '' : settingsRecord[field].byDefault));
}

/** What a profile holds under the settings' own keys. */
export function plainSettings(of: PlainSettings): PlainSettings {
  return recordOf(settingsFields.filter(isPlainField), (field) => of[field]);
}
