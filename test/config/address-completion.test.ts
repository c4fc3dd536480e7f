import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readApiUrl, readWebSocketUrl } from '../../lib/config/address.ts';
import {
  completeApiUrl,
  completeIssuer,
  completeSettings,
  completeWebSocketUrl,
} from '../../lib/config/address-completion.ts';
import { parseSettings } from '../../lib/config/endpoint-rules.ts';
import { blankSettings, type SettingsInput } from '../../lib/config/settings-record.ts';
import { scaled } from '../run/scale.ts';

const typed = (changes: Partial<SettingsInput>): SettingsInput => ({ ...blankSettings(), ...changes });

describe('the API URL', () => {
  it.each([
    ['api.example.com', 'https://api.example.com'],
    ['api.example.com/', 'https://api.example.com'],
    ['API.Example.com:8443', 'https://api.example.com:8443'],
    ['//api.example.com', 'https://api.example.com'],
    ['intranet', 'https://intranet'],
    ['192.168.0.5:8000', 'https://192.168.0.5:8000'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
    // This computer, which nothing needs to be encrypted for.
    ['localhost', 'http://localhost'],
    ['localhost:8000', 'http://localhost:8000'],
    ['localhost:443', 'http://localhost:443'],
    ['chat.localhost:8000/api/v1', 'http://chat.localhost:8000'],
    ['127.0.0.1:8000', 'http://127.0.0.1:8000'],
    ['127.0.0.2:8000', 'http://127.0.0.2:8000'],
    ['[::1]:8000', 'http://[::1]:8000'],
    ['https://localhost:8443', 'https://localhost:8443'],
    // As a hand slips.
    ['https:/a.example', 'https://a.example'],
    ['https:\\\\a.example', 'https://a.example'],
    ['https//a.example', 'https://a.example'],
    ['https://https://a.example', 'https://a.example'],
    ['https://http//a.example/api/v1', 'https://a.example'],
    ['http:/localhost:8000', 'http://localhost:8000'],
    ['\u200b a.example\u2060 ', 'https://a.example'],
    // As manuals and logs print it.
    ['https://a.example/api/v1/chat', 'https://a.example'],
    ['https://a.example/api/v1/chat/7f3a/messages?limit=20&token=geheim', 'https://a.example'],
    ['a.example/api/v1/health', 'https://a.example'],
    ['a.example/healthz', 'https://a.example'],
    ['a.example/readyz', 'https://a.example'],
    ['a.example/api/chat/create', 'https://a.example'],
    ['wss://a.example', 'https://a.example'],
    ['wss://a.example/api/v1/ws/chat', 'https://a.example'],
    ['ws://localhost:8000/api/v1/ws/chat', 'http://localhost:8000'],
    ['localhost:8000/api/v1/ws/chat?tenant_id=acme', 'http://localhost:8000'],
  ])('%j is completed to %s, which obeys its rule', (text, address) => {
    expect(completeApiUrl(text)?.address).toBe(address);
    expect(readApiUrl(address)).toEqual({ ok: true, value: address });
  });

  it.each([
    '',
    ' ',
    'two words',
    // Would be unencrypted elsewhere than here: refused, and said why.
    'http://api.example.com',
    'ws://api.example.com/api/v1/ws/chat',
    'ftp://api.example.com',
    'file:///etc/hosts',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    // A password in the wrong box goes nowhere.
    'ann:geheim@api.example.com',
    'https://ann@api.example.com/api/v1',
    'me@example.com',
    'https://a.example#x',
    // May mean anything.
    'https://a.example/console',
    'https://a.example/?token=geheim',
    'https://a.example/api',
    '/api/v1/chat',
    'https://https',
    // Numbers that a URL parser takes for addresses.
    '8000',
    '127.1',
    '0x7f000001',
    '3232235525',
    `https://${'a'.repeat(2050)}`,
  ])('%j is left to the rule', (text) => {
    expect(completeApiUrl(text)).toBeNull();
  });
});

describe('the WebSocket URL', () => {
  it.each([
    ['a.example', 'wss://a.example/api/v1/ws/chat'],
    ['a.example/ws/', 'wss://a.example/ws/'],
    ['https://a.example', 'wss://a.example/api/v1/ws/chat'],
    ['https://a.example/api/v1/chat', 'wss://a.example/api/v1/ws/chat'],
    ['https://a.example/socket', 'wss://a.example/socket'],
    ['localhost:8000', 'ws://localhost:8000/api/v1/ws/chat'],
    ['http://localhost:8000/ws', 'ws://localhost:8000/ws'],
    ['wss://a.example/ws/?token=geheim&tenant_id=acme', 'wss://a.example/ws/'],
  ])('%j is completed to %s, which obeys its rule', (text, address) => {
    expect(completeWebSocketUrl(text)?.address).toBe(address);
    expect(readWebSocketUrl(address)).toEqual({ ok: true, value: address });
  });

  it.each([
    'ws://a.example',
    'http://a.example',
    'wss://a.example/ws?token=geheim',
    'ann:pw@a.example',
    'x y',
  ])('%j is left to the rule', (text) => {
    expect(completeWebSocketUrl(text)).toBeNull();
  });
});

it.each([
  ['login.example.com', 'https://login.example.com'],
  ['login.example.com/realms/a/', 'https://login.example.com/realms/a/'],
  ['localhost:3000', 'http://localhost:3000'],
  ['https://login.example.com/', null],
  ['http://login.example.com', null],
  ['login.example.com?a=1', null],
  ['', null],
])('the SSO issuer %j gets no more than its scheme: %s', (text, address) => {
  expect(completeIssuer(text)).toBe(address);
});

describe('a pasted address is taken apart', () => {
  it.each<[string, Partial<SettingsInput>, Partial<SettingsInput>]>([
    [
      'into address and tenant, where none is typed',
      { apiUrl: 'wss://a.example/api/v1/ws/chat?tenant_id=umbrella&token=geheim' },
      { apiUrl: 'https://a.example', wsUrl: '', tenantId: 'umbrella' },
    ],
    [
      'without a word on a tenant that stands there',
      { apiUrl: 'wss://a.example/api/v1/ws/chat?tenant_id=umbrella', tenantId: 'acme' },
      { apiUrl: 'https://a.example', tenantId: 'acme' },
    ],
    [
      'with the socket’s own path, where that is another',
      { apiUrl: 'wss://a.example/ws/?tenant_id=umbrella' },
      { apiUrl: 'https://a.example', wsUrl: 'wss://a.example/ws/', tenantId: 'umbrella' },
    ],
    [
      'and leaves a WebSocket URL that stands there',
      { apiUrl: 'https://a.example/ws', wsUrl: 'wss://b.example/ws' },
      { apiUrl: 'https://a.example', wsUrl: 'wss://b.example/ws' },
    ],
    [
      'and a tenant that could be none',
      { apiUrl: 'wss://a.example/api/v1/ws/chat?tenant_id=two%20words' },
      { apiUrl: 'https://a.example', tenantId: '' },
    ],
    [
      'also in the WebSocket URL',
      { apiUrl: 'a.example', wsUrl: 'a.example/ws?tenant_id=umbrella', ssoIssuer: 'login.example' },
      {
        apiUrl: 'https://a.example',
        wsUrl: 'wss://a.example/ws',
        tenantId: 'umbrella',
        ssoIssuer: 'https://login.example',
      },
    ],
  ])('%s', (_how, before, after) => {
    expect(completeSettings(typed(before))).toEqual(typed({ ...before, ...after }));
  });

  it('and what breaks a rule stays as it is typed', () => {
    const wrong = typed({ apiUrl: 'http://a.example', wsUrl: 'ftp://a.example', ssoIssuer: 'a b' });
    expect(completeSettings(wrong)).toEqual(wrong);
  });
});

describe('whatever is typed', () => {
  const near = fc
    .tuple(
      fc.constantFrom(
        '',
        'https://',
        'http://',
        'wss://',
        'ws://',
        'https//',
        'https:/',
        '//',
        'HTTPS://',
        ':',
      ),
      fc.constantFrom('', '', 'ann:geheim@'),
      fc.constantFrom(
        'a.example',
        'localhost',
        '127.0.0.2',
        '[::1]',
        '10.0.0.7',
        'bücher.example',
        '8000',
        '',
      ),
      fc.constantFrom('', ':8000', ':443', ':99999'),
      fc.constantFrom('', '/', '/api/v1', '/api/v1/chat', '/api/v1/ws/chat', '/ws/', '/console', '/a b'),
      fc.constantFrom('', '?tenant_id=acme', '?token=geheim', '?token=geheim&tenant_id=acme', '#geheim'),
    )
    .map((parts) => parts.join(''));
  const text = fc.oneof({ weight: 5, arbitrary: near }, fc.string({ unit: 'binary' }), fc.webUrl());

  it('is completed to what its rule keeps, once and for all, or not at all; no secret stays in it', () => {
    let completed = 0;
    fc.assert(
      fc.property(text, (address) => {
        for (const [complete, read] of [
          [completeApiUrl, readApiUrl],
          [completeWebSocketUrl, readWebSocketUrl],
        ] as const) {
          const found = complete(address);
          if (found === null) continue;
          completed += 1;
          expect(read(found.address)).toEqual({ ok: true, value: found.address });
          expect(complete(found.address)?.address).toBe(found.address);
          expect(JSON.stringify(found)).not.toContain('geheim');
        }
      }),
      { numRuns: scaled(3000) },
    );
    expect(completed).toBeGreaterThan(scaled(300));
  });

  it('is never refused for having been completed, and what obeyed the rules comes to the same', () => {
    fc.assert(
      fc.property(text, fc.oneof(fc.constant(''), text), (apiUrl, wsUrl) => {
        const given = typed({ apiUrl, wsUrl, tenantId: 'acme' });
        const before = parseSettings(given);
        if (!before.ok) return;
        const { apiUrl: origin, wsUrl: socket, wsUrlIsDerived } = before.value;
        // An empty WebSocket URL may get the path that was pasted into the other field.
        const same = { apiUrl: origin, ...(!wsUrlIsDerived && { wsUrl: socket }) };
        expect(parseSettings(completeSettings(given))).toMatchObject({ ok: true, value: same });
      }),
      { numRuns: scaled(3000), examples: [['https://a.example', 'wss://a.example/api/v1/chat']] },
    );
  });
});
