import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeClientFrame, socketUrl, type ClientFrame } from '../../lib/protocol/client-frame.ts';

const join = { type: 'join', chatId: 'c1', tenantId: 'acme' } as const;

const forms: readonly [rule: string, frame: ClientFrame, wire: string][] = [
  [
    'P7: a join carries chat and tenant in both spellings, and the token',
    { ...join, token: 'header.payload.signature' },
    '{"type":"join_chat","data":{"chatId":"c1","chat_id":"c1","tenantId":"acme","tenant_id":"acme","token":"header.payload.signature"}}',
  ],
  [
    'P7: a join says null where nobody is signed in',
    { ...join, token: null },
    '{"type":"join_chat","data":{"chatId":"c1","chat_id":"c1","tenantId":"acme","tenant_id":"acme","token":null}}',
  ],
  [
    'P9: a message carries the chat in both spellings, the text and its own id',
    { type: 'message', chatId: 'c1', text: 'Why?', clientMessageId: 'q1' },
    '{"type":"user_message","data":{"chatId":"c1","chat_id":"c1","text":"Why?","client_message_id":"q1"}}',
  ],
  ['P23: a ping has nothing to say', { type: 'ping' }, '{"type":"ping","data":{}}'],
  [
    'P22: a pong says the time in ms',
    { type: 'pong', now: 1_700_000_000_123 },
    '{"type":"pong","data":{"ts":1700000000123}}',
  ],
];

describe('client frames', () => {
  it.each(forms)('%s', (_, frame, wire) => {
    expect(encodeClientFrame(frame)).toBe(wire);
  });

  it('P9: any text arrives as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const wire = encodeClientFrame({ type: 'message', chatId: 'c1', text, clientMessageId: 'q1' });
        expect(JSON.parse(wire).data.text).toBe(text);
      }),
    );
  });
});

describe('the address of a socket', () => {
  const urls: readonly [wsUrl: string, tenant: string, url: string][] = [
    ['wss://api.example.com/api/v1/ws/chat', 'acme', 'wss://api.example.com/api/v1/ws/chat?tenant_id=acme'],
    ['ws://localhost:8000/api/v1/ws/', 'a-b_C9', 'ws://localhost:8000/api/v1/ws/?tenant_id=a-b_C9'],
    ['wss://api.example.com/ws?token=abc&chat_id=9', 'acme', 'wss://api.example.com/ws?tenant_id=acme'],
    ['wss://api.example.com/ws?tenant_id=other#token=abc', 'acme', 'wss://api.example.com/ws?tenant_id=acme'],
    ['wss://api.example.com/ws', 'a&token=b', 'wss://api.example.com/ws?tenant_id=a%26token%3Db'],
  ];
  it.each(urls)('P1: %s for %s is %s', (wsUrl, tenant, url) => {
    expect(socketUrl(wsUrl, tenant)).toBe(url);
  });

  it('P1: holds the tenant and nothing else in its query, whatever the setting holds', () => {
    const query = fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), fc.string());
    fc.assert(
      fc.property(query, fc.string({ minLength: 1 }), (given, tenant) => {
        const url = new URL(
          socketUrl(`wss://api.example.com/ws?${new URLSearchParams(given).toString()}`, tenant),
        );
        expect([...url.searchParams.keys()]).toEqual(['tenant_id']);
        expect(url.hash).toBe('');
      }),
    );
  });
});
