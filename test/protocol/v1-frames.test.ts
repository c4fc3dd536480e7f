import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeV1Frame, v1SocketUrl, type V1ClientFrame } from '../../lib/protocol/v1-client-frame.ts';
import { decodeV1Frame, type V1ServerFrame } from '../../lib/protocol/v1-server-frame.ts';
import { scaled } from '../run/scale.ts';

const speaker = { tenantId: 'acme', sessionId: 's1', now: Date.UTC(2024, 0, 2, 3, 4, 5) };
const timestamp = '2024-01-02T03:04:05.000Z';
const asked = { type: 'message', text: 'Why?', clientMessageId: 'q1' } as const;
const asData = { message: 'Why?', tenant_id: 'acme', stream: true, timestamp, client_message_id: 'q1' };

describe('what is said in dialect v1', () => {
  const rows: readonly [rule: string, frame: V1ClientFrame, wire: object][] = [
    [
      'P42: who talks, and nothing of the browser or a page',
      { type: 'auth' },
      { type: 'auth', data: { tenant_id: 'acme', session_id: 's1', user_agent: 'miptech-side-panel' } },
    ],
    [
      'P43: a message to a chat',
      { ...asked, chatId: 'c1' },
      { type: 'chat_message', data: { ...asData, chat_id: 'c1' }, timestamp, clientId: 's1' },
    ],
    [
      'P46: a message to a chat that is not there yet',
      { ...asked, chatId: null },
      { type: 'chat_message', data: { ...asData, chat_id: null }, timestamp, clientId: 's1' },
    ],
    ['P50: a ping', { type: 'ping' }, { type: 'ping', timestamp }],
    ['P22: a pong', { type: 'pong' }, { type: 'pong', timestamp }],
  ];

  it.each(rows)('%s', (_, frame, wire) => {
    expect(JSON.parse(encodeV1Frame(frame, speaker))).toEqual(wire);
  });

  it('P41: is said at an address with the session, and the chat where there is one', () => {
    const url = 'wss://a.test/api/v1/ws?token=secret#there';
    expect(v1SocketUrl(url, speaker, null)).toBe(
      'wss://a.test/api/v1/ws?tenant_id=acme&client_id=s1&session_id=s1',
    );
    expect(v1SocketUrl(url, speaker, 'a b')).toBe(
      'wss://a.test/api/v1/ws?tenant_id=acme&client_id=s1&session_id=s1&chat_id=a+b',
    );
  });
});

function read(wire: unknown): V1ServerFrame {
  const decoded = decodeV1Frame(JSON.stringify(wire));
  if (!decoded.ok) throw new Error(`a fault: ${decoded.failure}`);
  return decoded.value;
}

const whole = {
  type: 'complete',
  messageId: null,
  content: null,
  sources: [],
  totalTokens: null,
  totalChunks: null,
} as const;
const source = { title: 'Tides', url: 'https://example.com/tides' };

const rows: readonly [rule: string, wire: object, said: Partial<V1ServerFrame>][] = [
  ['P44', { type: 'connection_established', data: { client_id: 'x' } }, { frame: { type: 'established' } }],
  ['P44', { type: 'connection_ready' }, { frame: { type: 'ready' } }],
  ['P44', { type: 'ai_services_ready' }, { frame: { type: 'ready' } }],
  ['P44', { type: 'platform_ready', data: {} }, { frame: { type: 'ready' } }],
  ['P44', { type: 'initialization_progress', data: { step: 1 } }, { frame: { type: 'progress' } }],
  ['P44', { type: 'platform_initializing' }, { frame: { type: 'progress' } }],
  ['P44', { type: 'ai_services_loading' }, { frame: { type: 'progress' } }],
  [
    'P46',
    { type: 'response_start', data: { message_id: 'm1', chat_id: 'c7' } },
    { frame: { type: 'start', messageId: 'm1' }, chatId: 'c7' },
  ],
  [
    'P46: counted',
    { type: 'response_start', chat_id: 7 },
    { frame: { type: 'start', messageId: null }, chatId: '7' },
  ],
  // It is going to stand in a path.
  ['P46: no name', { type: 'response_start', chat_id: '..' }, { chatId: null }],
  ['P46: no name', { type: 'response_start', chat_id: { id: 'c' } }, { chatId: null }],
  [
    'P45',
    { type: 'response_chunk', data: { content: 'Hi' } },
    { frame: { type: 'chunk', messageId: null, content: 'Hi' }, whole: null },
  ],
  [
    'P45',
    { type: 'response_complete', data: { content: 'Hi' } },
    { frame: { ...whole, content: 'Hi' }, whole: null },
  ],
  [
    'P45: in one piece',
    {
      type: 'chat_response',
      data: {
        message: 'Hi',
        message_id: 'm1',
        chat_id: 'c1',
        sources: [source],
        metadata: { model: 'x', tokens_used: 12, response_time_ms: 3 },
      },
    },
    {
      frame: { ...whole, messageId: 'm1', content: 'Hi', sources: [source], totalTokens: 12 },
      chatId: 'c1',
      whole: 'chat_response',
    },
  ],
  [
    'P45: sources beside the tokens',
    { type: 'chat_response', message: 'Hi', metadata: { sources: [source] } },
    { frame: { ...whole, content: 'Hi', sources: [source] }, whole: 'chat_response' },
  ],
  [
    'P45: under the other name',
    { type: 'chat_message', message: { id: 9, role: 'assistant', content: 'Hi' } },
    { frame: { ...whole, messageId: '9', content: 'Hi' }, chatId: null, whole: 'chat_message' },
  ],
  [
    'P45: its fields inside',
    { type: 'chat_message', data: { message_id: 'm1', role: 'assistant', content: 'Hi', chat_id: 'c1' } },
    { frame: { ...whole, messageId: 'm1', content: 'Hi' }, chatId: 'c1', whole: 'chat_message' },
  ],
  [
    'P45: an echo',
    { type: 'chat_message', message: { id: 'q', role: 'user', content: 'Hi' } },
    { frame: { type: 'unknown' }, whole: null },
  ],
  [
    'P45: our own frame',
    { type: 'chat_message', data: { message: 'Hi', chat_id: 'c1' } },
    { frame: { type: 'unknown' }, whole: null },
  ],
  [
    'P45: a role of no meaning',
    { type: 'chat_message', message: { role: 'system', content: 'Hi' } },
    { frame: { type: 'unknown' } },
  ],
  ['P45: nothing in it', { type: 'chat_response', data: {} }, { frame: whole, whole: 'chat_response' }],
  ['P4', { type: 'chat_list', data: [] }, { frame: { type: 'unknown' }, chatId: null, whole: null }],
  ['P49', { type: 'error', data: { code: 'auth_required' } }, { frame: { type: 'unauthorised' } }],
];

describe('what an older server says', () => {
  it.each(rows)('%s: %j', (_, wire, said) => {
    expect(read(wire)).toMatchObject(said);
  });

  it('P3: is no frame where it isn’t an object with a type', () => {
    for (const [data, failure] of [
      ['[]', 'not-a-frame'],
      ['{"type":1}', 'not-a-frame'],
      ['{', 'not-json'],
      [new ArrayBuffer(1), 'not-text'],
      ['x'.repeat(8_000_001), 'too-large'],
    ] as const) {
      expect(decodeV1Frame(data)).toEqual({ ok: false, failure });
    }
  });

  it('never throws, and names no chat that can’t stand in a path, whatever it is', () => {
    const types = rows.map(([, wire]) => (wire as { type: string }).type);
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.boolean(),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const names = [
      'message',
      'message_id',
      'id',
      'role',
      'content',
      'chat_id',
      'chatId',
      'sources',
      'metadata',
      'code',
      'data',
    ];
    const fields = fc.dictionary(
      fc.constantFrom(...names),
      fc.oneof(value, fc.constantFrom('assistant', 'user', '..', '.')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...types), fields, fields, (type, beside, inside) => {
        for (const wire of [
          { type, ...beside },
          { type, data: inside, ...beside },
          { type, message: inside, ...beside },
        ]) {
          const decoded = decodeV1Frame(JSON.stringify({ ...wire, type }));
          if (!decoded.ok) continue;
          const { chatId } = decoded.value;
          if (chatId !== null) {
            const url = new URL(`https://a.test/chat/${encodeURIComponent(chatId)}/messages`);
            expect(url.pathname.split('/')).toHaveLength(4);
          }
        }
      }),
      { numRuns: scaled(5000) },
    );
  });
});
