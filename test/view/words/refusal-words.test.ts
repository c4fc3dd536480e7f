import { describe, expect, it } from 'vitest';
import { settingRefusal, type SettingRefusal } from '../../../lib/config/setting-refusal.ts';
import type { SettingsField } from '../../../lib/config/settings-record.ts';
import { refusalsInWords, refusalWords } from '../../../lib/view/words/refusal-words.ts';

const example = 'https://api.example.org';
const scheme = 'https:';

type Case = readonly [SettingsField, SettingRefusal, sentence: string];

const sentences: Readonly<Record<SettingRefusal['code'], Case>> = {
  'address-empty': [
    'apiUrl',
    { code: 'address-empty', example: 'https://…' },
    'The API URL is empty. Type it like https://….',
  ],
  'address-too-long': [
    'ssoIssuer',
    { code: 'address-too-long', limit: 2048 },
    "The SSO issuer is longer than 2048 characters. Type the server's address alone.",
  ],
  'address-spaced': [
    'wsUrl',
    { code: 'address-spaced' },
    'The WebSocket URL has a space or line break in it. Remove it.',
  ],
  'address-unschemed': [
    'apiUrl',
    { code: 'address-unschemed', scheme, example },
    'The API URL has to begin with https://. Type it like https://api.example.org.',
  ],
  'address-malformed': [
    'apiUrl',
    { code: 'address-malformed', example: 'https://…' },
    'The API URL is not a web address. Type it like https://….',
  ],
  'address-scheme': [
    'apiUrl',
    { code: 'address-scheme', typed: 'wss:', scheme, example },
    'The API URL begins with wss://, and has to begin with https://. Type it like https://api.example.org.',
  ],
  'address-user': [
    'apiUrl',
    { code: 'address-user', example },
    'The API URL holds a user name or password. Remove it: type https://api.example.org.',
  ],
  'address-query': [
    'apiUrl',
    { code: 'address-query', example },
    'The API URL must not have anything from the “?” on. Remove it: type https://api.example.org.',
  ],
  'address-fragment': [
    'apiUrl',
    { code: 'address-fragment', example },
    'The API URL must not have anything from the “#” on. Remove it: type https://api.example.org.',
  ],
  'address-unencrypted': [
    'apiUrl',
    { code: 'address-unencrypted', scheme: 'http:', example },
    'Only this computer may be reached by http://, without encryption. Type https://api.example.org.',
  ],
  'address-path': [
    'apiUrl',
    { code: 'address-path', example },
    "The API URL is the server's address without a path. Type https://api.example.org.",
  ],
  'tenant-empty': [
    'tenantId',
    { code: 'tenant-empty' },
    'The Tenant ID is empty. Type the one your organisation gave you.',
  ],
  'tenant-too-long': [
    'tenantId',
    { code: 'tenant-too-long', limit: 64 },
    'The Tenant ID is longer than 64 characters. Type the ID alone.',
  ],
  'tenant-characters': [
    'tenantId',
    { code: 'tenant-characters' },
    'The Tenant ID may hold only the letters A–Z, digits, “-” and “_”. Type it without other characters.',
  ],
  'client-id-empty': [
    'ssoClientId',
    { code: 'client-id-empty' },
    'The Client ID is empty. Type the one that the sign-in provider gave the extension.',
  ],
  'client-id-malformed': [
    'ssoClientId',
    { code: 'client-id-malformed', limit: 200 },
    'The Client ID has at most 200 characters, and neither spaces nor accents. Copy it from the sign-in provider.',
  ],
  'scopes-malformed': [
    'ssoScopes',
    { code: 'scopes-malformed' },
    'The scopes are words with spaces between them. Leave the field empty for the usual ones.',
  ],
  'set-by-organisation': ['name', { code: 'set-by-organisation' }, 'Set by your organisation.'],
};

describe('a refused setting', () => {
  it.each(Object.entries(sentences))('%s', (code, [field, refusal, sentence]) => {
    expect(refusal.code).toBe(code);
    expect(settingRefusal.parse(refusal)).toEqual(refusal);
    expect(refusalWords(field, refusal)).toBe(sentence);
  });

  it('is told with the others, in the order of the form', () => {
    expect(refusalsInWords({})).toBe('');
    expect(
      refusalsInWords({ ssoScopes: { code: 'scopes-malformed' }, name: { code: 'set-by-organisation' } }),
    ).toBe(
      'Set by your organisation. The scopes are words with spaces between them. Leave the field empty for the usual ones.',
    );
  });
});
