import { describe, expect, it } from 'vitest';
import { derivedWsUrl, parseSettings } from '../../lib/config/endpoint-rules.ts';
import { webSocketAliases, webSocketPath } from '../../lib/config/platform-paths.ts';
import { blankSettings, type SettingsInput } from '../../lib/config/settings-record.ts';
import { defaultScopes } from '../../lib/config/sso.ts';
import { sentencesOf } from './sentences.ts';

const input = (change: Partial<SettingsInput> = {}): SettingsInput => ({
  ...blankSettings(),
  apiUrl: 'https://api.example.org',
  tenantId: 'acme',
  ...change,
});

const accepted = (change: Partial<SettingsInput>) => {
  const parsed = parseSettings(input(change));
  if (!parsed.ok) throw new Error(`refused: ${JSON.stringify(parsed.failure)}`);
  return parsed.value;
};

/** As a person reads it. */
const refused = (change: Partial<SettingsInput>) => {
  const parsed = parseSettings(input(change));
  if (parsed.ok) throw new Error(`accepted: ${JSON.stringify(parsed.value)}`);
  return sentencesOf(parsed.failure);
};

describe('the API URL', () => {
  it.each([
    ['https://api.example.org', 'https://api.example.org'],
    ['  https://api.example.org/ \n', 'https://api.example.org'],
    ['https://api.example.org/api/v1', 'https://api.example.org'],
    ['https://api.example.org/api/v1///', 'https://api.example.org'],
    ['HTTPS://API.Example.ORG:443', 'https://api.example.org'],
    ['https://api.example.org:8443/', 'https://api.example.org:8443'],
    ['http://localhost:8000', 'http://localhost:8000'],
    ['http://platform.localhost', 'http://platform.localhost'],
    ['http://127.0.0.1:8000/api/v1/', 'http://127.0.0.1:8000'],
    ['http://127.9.8.7', 'http://127.9.8.7'],
    ['http://[::1]:8000', 'http://[::1]:8000'],
    ['https://münchen.example', 'https://xn--mnchen-3ya.example'],
    ['\u200bhttps://api.example.org\u200b', 'https://api.example.org'],
    ['\ufeff https://api.example.org/\u2060\u00a0', 'https://api.example.org'],
  ])('%j is kept as %s', (typed, kept) => {
    expect(accepted({ apiUrl: typed }).apiUrl).toBe(kept);
  });

  it.each([
    ['', 'The API URL is empty. Type it like https://….'],
    ['api.example.org', 'The API URL has to begin with https://. Type it like https://api.example.org.'],
    ['localhost:8000', 'The API URL has to begin with https://. Type it like http://localhost:8000.'],
    ['//api.example.org', 'The API URL has to begin with https://. Type it like https://api.example.org.'],
    ['nonsense%', 'The API URL has to begin with https://. Type it like https://….'],
    ['javascript:alert(1)', 'The API URL has to begin with https://. Type it like https://….'],
    ['https://', 'The API URL is not a web address. Type it like https://….'],
    ...[
      'https:/a.example',
      'https:\\\\a.example',
      'https:a.example',
      'https//a.example',
      'http:/\\a.example/x',
    ].map(
      (slip) =>
        [slip, 'The API URL has to begin with https://. Type it like https://a.example.'] as [string, string],
    ),
    ['http:/localhost:8000', 'The API URL has to begin with https://. Type it like http://localhost:8000.'],
    ['https://https://a.example', 'The API URL is not a web address. Type it like https://a.example.'],
    ['https://http//a.example/x', 'The API URL is not a web address. Type it like https://a.example.'],
    ['https:/', 'The API URL has to begin with https://. Type it like https://….'],
    [
      'wss://api.example.org',
      'The API URL begins with wss://, and has to begin with https://. Type it like https://api.example.org.',
    ],
    [
      'ftp://api.example.org',
      'The API URL begins with ftp://, and has to begin with https://. Type it like https://….',
    ],
    [
      'https://api.example.org/app',
      "The API URL is the server's address without a path. Type https://api.example.org.",
    ],
    [
      'https://api.example.org/api/v1/health',
      "The API URL is the server's address without a path. Type https://api.example.org.",
    ],
    [
      'https://ann:pw@api.example.org',
      'The API URL holds a user name or password. Remove it: type https://api.example.org.',
    ],
    [
      'https://api.example.org?a=1',
      'The API URL must not have anything from the “?” on. Remove it: type https://api.example.org.',
    ],
    [
      'https://api.example.org#a',
      'The API URL must not have anything from the “#” on. Remove it: type https://api.example.org.',
    ],
    [
      'http://api.example.org',
      'Only this computer may be reached by http://, without encryption. Type https://api.example.org.',
    ],
    [
      'http://localhost.example.org',
      'Only this computer may be reached by http://, without encryption. Type https://localhost.example.org.',
    ],
    [
      'http://128.0.0.1',
      'Only this computer may be reached by http://, without encryption. Type https://128.0.0.1.',
    ],
    [
      'http://127.0.0.1.example.org',
      'Only this computer may be reached by http://, without encryption. Type https://127.0.0.1.example.org.',
    ],
    ['https://api.exam\nple.org', 'The API URL has a space or line break in it. Remove it.'],
    [
      `https://${'a'.repeat(2050)}`,
      "The API URL is longer than 2048 characters. Type the server's address alone.",
    ],
  ])('%j is refused with a sentence that says what to type', (typed, sentence) => {
    expect(refused({ apiUrl: typed })).toEqual({ apiUrl: sentence });
  });
});

describe('a socket address that was pasted as the API URL', () => {
  const paths = [webSocketPath, ...webSocketAliases];
  it.each<[string, string]>([
    ...paths.map((path): [string, string] => [`wss://a.example${path}`, 'https://a.example']),
    ...paths.map((path): [string, string] => [`WSS://A.Example:8443${path}/`, 'https://a.example:8443']),
    ['wss://a.example/api/v1/ws/chat?tenant_id=acme', 'https://a.example'],
    ['wss://a.example:443/ws?token=geheim&tenant_id=acme', 'https://a.example'],
    ['wss://a.example?tenant_id=acme', 'https://a.example'],
    ['ws://localhost:8000/api/v1/ws/chat', 'http://localhost:8000'],
    ['ws://[::1]:8000/ws?tenant_id=acme', 'http://[::1]:8000'],
    ['ws://127.0.0.1/ws', 'http://127.0.0.1'],
  ])('%s stands for its origin', (typed, origin) => {
    expect(accepted({ apiUrl: typed, wsUrl: '' })).toMatchObject({
      apiUrl: origin,
      wsUrl: `${origin.replace(/^http/, 'ws')}${webSocketPath}`,
    });
  });

  it.each([
    'wss://a.example/app',
    'wss://a.example/ws?token=geheim',
    'wss://a.example/api/v1/ws/chat#x',
    'wss://ann:pw@a.example/ws',
    'ws://a.example/ws',
    'wss://a.example/app?tenant_id=acme',
  ])('%s is refused as before, and quoted by its host alone', (typed) => {
    const { apiUrl = '' } = refused({ apiUrl: typed });
    expect(apiUrl).toContain('Type it like https://a.example.');
    expect(apiUrl).not.toMatch(/geheim|pw|app/);
  });
});

describe('an address with', () => {
  it.each([
    ['a port', 'https://a.example:8443', 'https://a.example:8443', 'wss://a.example:8443'],
    ['the port that goes without saying', 'https://a.example:443/', 'https://a.example', 'wss://a.example'],
    ['IPv6', 'https://[2001:DB8::1]:8443/api/v1/', 'https://[2001:db8::1]:8443', 'wss://[2001:db8::1]:8443'],
    ['this computer by IPv6', 'http://[::1]:8000', 'http://[::1]:8000', 'ws://[::1]:8000'],
    ['upper case', 'HTTPS://API.Example.ORG/', 'https://api.example.org', 'wss://api.example.org'],
    ['slashes behind it', 'https://a.example///', 'https://a.example', 'wss://a.example'],
    ['a pasted prefix and slashes', 'https://a.example/api/v1//', 'https://a.example', 'wss://a.example'],
    [
      'a name that is not Latin',
      'https://münchen.example',
      'https://xn--mnchen-3ya.example',
      'wss://xn--mnchen-3ya.example',
    ],
  ])('%s is an origin, and its socket at the same', (_, typed, apiUrl, socket) => {
    expect(accepted({ apiUrl: typed, wsUrl: '' })).toMatchObject({ apiUrl, wsUrl: socket + webSocketPath });
  });
});

describe('the WebSocket URL', () => {
  it.each([
    ['https://api.example.org', 'wss://api.example.org/api/v1/ws/chat'],
    ['http://localhost:8000/api/v1', 'ws://localhost:8000/api/v1/ws/chat'],
  ])('is derived from %s when left empty', (apiUrl, wsUrl) => {
    expect(accepted({ apiUrl, wsUrl: '  ' })).toMatchObject({ wsUrl, wsUrlIsDerived: true });
    expect(derivedWsUrl(apiUrl)).toBe(wsUrl);
  });

  it('stands for nothing while the API URL is refused, and is not blamed for it', () => {
    expect(derivedWsUrl('api.example.org')).toBe('');
    expect(Object.keys(refused({ apiUrl: 'api.example.org' }))).toEqual(['apiUrl']);
  });

  it.each([
    ['wss://ws.example.org', 'wss://ws.example.org/api/v1/ws/chat'],
    ['wss://ws.example.org/', 'wss://ws.example.org/api/v1/ws/chat'],
    ['wss://ws.example.org/api/v1/', 'wss://ws.example.org/api/v1/ws/chat'],
    ['wss://ws.example.org/api/v1/ws/', 'wss://ws.example.org/api/v1/ws/'],
    ['wss://ws.example.org/api/v1/ws', 'wss://ws.example.org/api/v1/ws'],
    ['ws://127.0.0.1:9/ws/', 'ws://127.0.0.1:9/ws/'],
    ['wss://ws.example.org/api/v1/ws/chat?tenant_id=acme', 'wss://ws.example.org/api/v1/ws/chat'],
    ['wss://ws.example.org/ws/?token=geheim&tenant_id=acme', 'wss://ws.example.org/ws/'],
    ['wss://ws.example.org?tenant_id=', 'wss://ws.example.org/api/v1/ws/chat'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(accepted({ wsUrl: typed })).toMatchObject({ wsUrl: kept, wsUrlIsDerived: false });
  });

  it.each([
    [
      'https://ws.example.org',
      'The WebSocket URL begins with https://, and has to begin with wss://. Type it like wss://ws.example.org.',
    ],
    [
      'http://localhost:9',
      'The WebSocket URL begins with http://, and has to begin with wss://. Type it like ws://localhost:9.',
    ],
    [
      'ws://ws.example.org',
      'Only this computer may be reached by ws://, without encryption. Type wss://ws.example.org.',
    ],
    ['ws.example.org/ws', 'The WebSocket URL has to begin with wss://. Type it like wss://ws.example.org.'],
    [
      'wss://ws.example.org/ws?token=a',
      'The WebSocket URL must not have anything from the “?” on. Remove it: type wss://ws.example.org.',
    ],
  ])('%s is refused', (typed, sentence) => {
    expect(refused({ wsUrl: typed })).toEqual({ wsUrl: sentence });
  });
});

describe('the tenant', () => {
  it.each([' miptech-company ', 'a', 'A_9-z', 'x'.repeat(64)])('%j is accepted', (typed) => {
    expect(accepted({ tenantId: typed }).tenantId).toBe(typed.trim());
  });

  it.each([
    ['', /^The Tenant ID is empty\./],
    ['x'.repeat(65), /^The Tenant ID is longer than 64 characters\./],
    ['a b', /^The Tenant ID may hold only the letters/],
    ['../admin', /^The Tenant ID may hold only the letters/],
    ['acmé', /^The Tenant ID may hold only the letters/],
  ])('%j is refused', (typed, sentence) => {
    expect(refused({ tenantId: typed }).tenantId).toMatch(sentence);
  });
});

describe('the tenant of a secure proxy', () => {
  it.each(['', '  '])('may be left out (%j), since the proxy knows its own', (typed) => {
    expect(accepted({ tenantId: typed, protocol: 'proxy' }).tenantId).toBe('');
    expect(refused({ tenantId: typed, protocol: 'rest' }).tenantId).toBeDefined();
  });

  it('obeys the rule where there is one', () => {
    expect(accepted({ tenantId: 'acme', protocol: 'proxy' }).tenantId).toBe('acme');
    expect(refused({ tenantId: 'a b', protocol: 'proxy' }).tenantId).toBeDefined();
  });
});

describe('the name', () => {
  it.each([
    ['  Acme ', 'Acme'],
    ['', 'api.example.org'],
    [' \n', 'api.example.org'],
    ['x'.repeat(61), 'x'.repeat(60)],
    [`${'x'.repeat(59)} y`, 'x'.repeat(59)],
  ])('%j is kept as %s', (typed, kept) => {
    expect(accepted({ name: typed }).name).toBe(kept);
  });

  it('that is left empty is the server’s, port included, as far as it fits', () => {
    expect(accepted({ apiUrl: 'http://localhost:8000' }).name).toBe('localhost:8000');
    expect(accepted({ apiUrl: `https://${'a'.repeat(63)}.example.org` }).name).toBe('a'.repeat(60));
  });
});

describe('SSO', () => {
  const typed = { ssoIssuer: 'https://id.example.org', ssoClientId: 'panel', ssoScopes: '' };

  it('is none where neither issuer nor client ID is typed, whatever the scopes', () => {
    expect(accepted({ ssoIssuer: ' ', ssoScopes: 'openid' }).sso).toBeNull();
  });

  it.each([
    [{}, { issuer: 'https://id.example.org', clientId: 'panel', scopes: defaultScopes }],
    [{ ssoIssuer: ' https://id.example.org/ ' }, { issuer: 'https://id.example.org/' }],
    [{ ssoIssuer: '\u200bhttps://id.example.org/\u200b' }, { issuer: 'https://id.example.org/' }],
    [{ ssoIssuer: 'https://id.example.org/realms/a' }, { issuer: 'https://id.example.org/realms/a' }],
    [{ ssoIssuer: 'http://localhost:3000' }, { issuer: 'http://localhost:3000' }],
    [{ ssoClientId: ' panel ' }, { clientId: 'panel' }],
    [{ ssoScopes: ' openid \t chat:send ' }, { scopes: 'openid chat:send' }],
    [{ ssoScopes: 'chat:send' }, { scopes: 'openid chat:send' }],
  ])('%j is kept as %j', (change, kept) => {
    expect(accepted({ ...typed, ...change }).sso).toMatchObject(kept);
  });

  it.each([
    [{ ssoClientId: '' }, 'ssoClientId', /^The Client ID is empty\./],
    [{ ssoClientId: 'a b' }, 'ssoClientId', /^The Client ID has at most 200 characters/],
    [{ ssoClientId: 'x'.repeat(201) }, 'ssoClientId', /^The Client ID has at most 200 characters/],
    [{ ssoIssuer: '' }, 'ssoIssuer', /empty/],
    [{ ssoIssuer: 'http://id.example.org' }, 'ssoIssuer', /^Only this computer may be reached by http:/],
    [{ ssoIssuer: 'https://id.example.org?a=1' }, 'ssoIssuer', /must not have anything from the “\?” on/],
    [{ ssoScopes: 'say "hi"' }, 'ssoScopes', /^The scopes are words with spaces between them\./],
    [{ ssoScopes: 'x'.repeat(1001) }, 'ssoScopes', /^The scopes are words with spaces between them\./],
  ] as const)('%j is refused at %s', (change, field, sentence) => {
    const failure = refused({ ...typed, ...change });
    expect(Object.keys(failure)).toEqual([field]);
    expect(failure[field]).toMatch(sentence);
  });
});

it('names every refused field at once', () => {
  const wrong = { apiUrl: '', tenantId: '?', wsUrl: 'x', ssoIssuer: 'x', ssoClientId: 'é', ssoScopes: '"' };
  expect(Object.keys(refused(wrong))).toEqual(Object.keys(wrong));
});
