// public/managed-schema.json, by the record of settings. `node test/run/managed-schema.ts --write` renews it; a test holds
// the file to what is made here.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { nameLimit } from '../../lib/config/endpoint-rules.ts';
import {
  isPlainField,
  isSsoField,
  keepDaysRecord,
  policyRecord,
  settingsFields,
  settingsRecord,
  type SettingsField,
} from '../../lib/config/settings-record.ts';
import { defaultScopes } from '../../lib/config/sso.ts';
import { maskKinds, type MaskKind } from '../../lib/shared/mask-kind.ts';
import { recordOf } from '../../lib/shared/record-of.ts';
import { longestPromptTitle } from '../../lib/shared/prompt.ts';
import { maskingWords } from '../../lib/view/words/masking-words.ts';
import { settingWords } from '../../lib/view/words/setting-words.ts';

export const managedSchemaFile = 'public/managed-schema.json';

interface Told {
  readonly title: string;
  readonly description: string;
}

/** Of JSON Schema, what Chromium's policy code knows and we use. */
export interface ManagedSchema extends Partial<Told> {
  readonly type: 'object' | 'array' | 'string' | 'boolean' | 'integer';
  readonly properties?: Readonly<Record<string, ManagedSchema>>;
  readonly items?: ManagedSchema;
}

const told: Readonly<Record<keyof typeof policyRecord, Told>> = {
  profiles: { title: 'Profiles', description: 'The connections that people choose from.' },
  ownProfiles: {
    title: 'Own profiles',
    description: 'May people make profiles of their own? Left out: not if the policy gives profiles.',
  },
  defaultTenant: {
    title: 'Default tenant',
    description: 'The Tenant ID of every profile that has none here, and of those that people make.',
  },
  allowedProtocols: {
    title: 'Allowed protocols',
    description: 'Of v3, v1, rest and proxy. Left out: all.',
  },
  pageContext: { title: 'Page context', description: 'Which pages people may attach to a question.' },
  masking: {
    title: 'Masking',
    description: 'Which values are masked in pages and pasted texts. Left out: people choose.',
  },
  keepDays: { title: 'Keep conversations', description: `Days, 1 to ${keepDaysRecord.most}; 0: for ever.` },
  logLevel: {
    title: 'Log',
    description: 'How much is logged for support: off, errors, info or debug. Left out: people choose.',
  },
  prompts: {
    title: 'Prompts',
    description: 'Questions that people find under / beside their own.',
  },
  sso: { title: 'Single sign-on', description: 'For profiles without their own.' },
};

const toldOfPages: Readonly<Record<keyof typeof policyRecord.pageContext, Told>> = {
  enabled: { title: 'Enabled', description: 'false: no page at all.' },
  allow: {
    title: 'Allow',
    description: 'Only these hosts: example.com, or *.example.com with everything below it. Left out: all.',
  },
  block: { title: 'Block', description: 'Never these hosts, even where allow has them.' },
};

const toldOfMasking = recordOf<Readonly<Record<MaskKind, Told>>>(maskKinds, (kind) => ({
  title: maskingWords.kinds[kind],
  description: 'true: always; false: never.',
}));

/** Where the words of the settings page are not what an administrator needs. */
const toldOfSettings: { readonly [Field in SettingsField]?: Partial<Told> } = {
  name: { title: 'Name', description: `Up to ${nameLimit} characters.` },
  apiUrl: { description: 'https:// and the host, without a path.' },
  wsUrl: { description: 'Left out: follows the API URL.' },
  tenantId: { description: 'Left out: defaultTenant.' },
  ssoIssuer: {
    title: 'Issuer',
    description: 'Exactly as the provider names itself, with or without a slash at its end.',
  },
  ssoClientId: { title: 'Client ID' },
  ssoScopes: {
    title: 'Scopes',
    description: `Words with spaces between them. Left out: ${defaultScopes}.`,
  },
  compatibilityHeaders: { description: 'Also send the tenant under the names that older gateways read.' },
};

function setting(field: SettingsField): ManagedSchema {
  const row = settingsRecord[field];
  const { label, help } = settingWords[field];
  const choices =
    row.control === 'choice'
      ? { description: `${row.choices.join(' or ')}. Left out: ${row.byDefault}.` }
      : {};
  return {
    ...{ title: label, description: help, ...choices, ...toldOfSettings[field] },
    type: row.control === 'switch' ? 'boolean' : 'string',
  };
}

const settings = (fields: readonly SettingsField[]): Record<string, ManagedSchema> =>
  Object.fromEntries(fields.map((field) => [settingsRecord[field].policy, setting(field)]));

const sso: ManagedSchema = { type: 'object', properties: settings(settingsFields.filter(isSsoField)) };

const profile: ManagedSchema = {
  type: 'object',
  properties: {
    id: {
      title: 'Id',
      description: 'Letters, digits, - and _. Keeps a profile the same one when its address changes.',
      type: 'string',
    },
    ...settings(settingsFields.filter(isPlainField)),
    sso: { title: told.sso.title, description: 'Left out: the sso of the whole policy.', ...sso },
  },
};

const prompts: ManagedSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      title: { title: 'Title', description: `Up to ${longestPromptTitle} characters.`, type: 'string' },
      text: {
        title: 'Text',
        description:
          '{page} attaches the page, {selection} what is selected on it, {language} is the name of the language of the panel.',
        type: 'string',
      },
    },
  },
};

const forms = {
  profiles: { type: 'array', items: profile },
  prompts,
  sso,
  flag: { type: 'boolean' },
  text: { type: 'string' },
  texts: { type: 'array', items: { type: 'string' } },
  count: { type: 'integer' },
} as const satisfies Readonly<Record<string, ManagedSchema>>;

type Form = keyof typeof forms | Readonly<Record<string, keyof typeof forms>>;

function ofForm(form: Form, inside: Readonly<Record<string, Told>>): ManagedSchema {
  if (typeof form === 'string') return forms[form];
  const properties = Object.entries(form).map(([key, each]) => [key, { ...inside[key], ...forms[each] }]);
  return { type: 'object', properties: Object.fromEntries(properties) as Record<string, ManagedSchema> };
}

export function managedSchema(): ManagedSchema {
  const keys = Object.entries(policyRecord).map(([key, form]) => [
    key,
    { ...told[key as keyof typeof told], ...ofForm(form, { ...toldOfPages, ...toldOfMasking }) },
  ]);
  return { type: 'object', properties: Object.fromEntries(keys) as Record<string, ManagedSchema> };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const text = `${JSON.stringify(managedSchema(), null, 2)}\n`;
  if (process.argv.includes('--write')) writeFileSync(managedSchemaFile, text);
  else process.stdout.write(text);
}
