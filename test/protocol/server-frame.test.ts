import { describe, expect, it } from 'vitest';
import { decodeServerFrame, defaultRetryAfterMs, type ServerFrame } from '../../lib/protocol/server-frame.ts';
import { detailLimit } from '../../lib/shared/problem.ts';

/** A frame as the codec reads it, or a thrown fault: the tables below are about frames that are none. */
function read(wire: unknown): ServerFrame {
  const decoded = decodeServerFrame(JSON.stringify(wire));
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
const limited = (retryAfterMs: number): ServerFrame => ({ type: 'rate-limited', retryAfterMs });

const rows: readonly [rule: string, type: string, fields: object, frame: ServerFrame][] = [
  ['P5', 'connection_established', { client_id: 'x', tenant_id: 't' }, { type: 'established' }],
  ['P5', 'initialization_progress', { percent: 10 }, { type: 'progress', progress: { done: 10 } }],
  ['P5', 'platform_initializing', {}, { type: 'progress' }],
  ['P5', 'ai_services_loading', {}, { type: 'progress' }],
  ['P5', 'ai_services_ready', {}, { type: 'progress' }],
  ['P5', 'platform_ready', {}, { type: 'progress' }],
  ['P5', 'connection_ready', {}, { type: 'ready' }],
  ['P8', 'chat_joined', { chat_id: 'c' }, { type: 'joined' }],
  [
    'P5',
    'initialization_progress',
    { step: 2, total_steps: 5, message: 'Loading' },
    { type: 'progress', progress: { done: 2, of: 5, words: 'Loading' } },
  ],
  ['P5', 'ai_services_loading', { message: 'Loading' }, { type: 'progress', progress: { words: 'Loading' } }],
  ['P11', 'processing', {}, { type: 'processing', messageId: null }],
  ['P11', 'processing', { message: 'Reads' }, { type: 'processing', messageId: null, doing: 'Reads' }],
  ['P11', 'processing', { message: { content: 'Reads' } }, { type: 'processing', messageId: null }],
  ['P11', 'processing', { message: '\u202e\n' }, { type: 'processing', messageId: null }],
  ['P12', 'response_start', { message_id: 'm1', chat_id: 'c' }, { type: 'start', messageId: 'm1' }],
  [
    'P13',
    'response_chunk',
    { message_id: 'm1', content: 'Hi' },
    { type: 'chunk', messageId: 'm1', content: 'Hi' },
  ],
  ['P14', 'response_chunk', { content: 'Hi' }, { type: 'chunk', messageId: null, content: 'Hi' }],
  [
    'P14',
    'response_chunk',
    { message_id: 7, content: 'Hi' },
    { type: 'chunk', messageId: '7', content: 'Hi' },
  ],
  [
    'P14',
    'response_chunk',
    { message_id: '', content: 'Hi' },
    { type: 'chunk', messageId: null, content: 'Hi' },
  ],
  [
    'P14',
    'response_chunk',
    { message_id: null, content: 'Hi' },
    { type: 'chunk', messageId: null, content: 'Hi' },
  ],
  ['P13', 'response_chunk', { content: { html: '' } }, { type: 'chunk', messageId: null, content: '' }],
  ['P16', 'response_complete', {}, whole],
  ['P15', 'response_complete', { content: 'All' }, { ...whole, content: 'All' }],
  ['P15', 'response_complete', { message: { content: 'All' } }, { ...whole, content: 'All' }],
  [
    'P15',
    'response_complete',
    { content: 'Own', message: { content: 'Other' } },
    { ...whole, content: 'Own' },
  ],
  ['P16', 'response_complete', { message: 'done' }, whole],
  [
    'P17',
    'response_complete',
    { total_chunks: 3, total_tokens: 9 },
    { ...whole, totalChunks: 3, totalTokens: 9 },
  ],
  ['P17', 'response_complete', { total_chunks: 'three', total_tokens: -1 }, whole],
  [
    'P19',
    'error',
    { message: 'No model', code: 'model_down' },
    { type: 'error', code: 'model_down', detail: 'No model' },
  ],
  ['P19', 'error', { error_code: 'x', detail: 'Words' }, { type: 'error', code: 'x', detail: 'Words' }],
  ['P19', 'error', {}, { type: 'error', code: null, detail: null }],
  ['P19', 'error', { message: { content: 'no words' } }, { type: 'error', code: null, detail: null }],
  ['P20', 'error', { message: 'Slow', retry_after: 5 }, limited(5000)],
  ['P20', 'error', { code: 'RATE_LIMIT_EXCEEDED' }, limited(defaultRetryAfterMs)],
  ['P20', 'error', { error_code: 'ratelimited', retry_after: 1.5 }, limited(1500)],
  ['P20', 'rate_limit_exceeded', { retry_after: 12 }, limited(12_000)],
  ['P21', 'token_expired', {}, { type: 'unauthorised' }],
  ['P21', 'authentication_required', {}, { type: 'unauthorised' }],
  ['P21', 'unauthorized', {}, { type: 'unauthorised', isForbidden: true }],
  ['P21', 'error', { code: 'Unauthorized' }, { type: 'unauthorised', isForbidden: true }],
  ['P21', 'error', { error_code: 'unauthorised' }, { type: 'unauthorised', isForbidden: true }],
  ...['auth_required', 'AUTH_REQUIRED', 'invalid_token', 'token_expired', 'authentication_required'].map(
    (code) =>
      ['P21', 'error', { code, retry_after: 1 }, { type: 'unauthorised' }] as [
        string,
        string,
        object,
        ServerFrame,
      ],
  ),
  ['P22', 'ping', { ts: 1 }, { type: 'ping' }],
  ['P23', 'pong', { ts: 1 }, { type: 'pong' }],
  ['P4', 'typing_indicator', { who: 'x' }, { type: 'unknown' }],
  ['P4', '', {}, { type: 'unknown' }],
  ['P4', 'constructor', {}, { type: 'unknown' }],
  ['P4', '__proto__', {}, { type: 'unknown' }],
  ['P4', 'CHAT_JOINED', {}, { type: 'unknown' }],
];

describe('a frame of the server', () => {
  it.each(rows)('%s: %s %j, beside the type', (_, type, fields, frame) => {
    expect(read({ type, ...fields })).toEqual(frame);
  });

  it.each(rows)('%s, P2: %s %j, inside data', (_, type, fields, frame) => {
    expect(read({ type, data: fields })).toEqual(frame);
  });

  it.each(rows)('%s: %s %j, with fields that nobody knows', (_, type, fields, frame) => {
    const unknown = { request_id: 'r', nested: { deep: [{}] }, version: 4, then: 'x', toString: 1 };
    expect(read({ ...unknown, type, ...fields, data: unknown })).toEqual(frame);
  });

  it('P2: what stands beside the type wins over what is inside data', () => {
    const frame = {
      type: 'response_chunk',
      content: 'beside',
      data: { content: 'inside', message_id: 'm1', type: 'error' },
    };
    expect(read(frame)).toEqual({ type: 'chunk', content: 'beside', messageId: 'm1' });
  });

  it.each([null, 'text', 7, [{ content: 'x' }], true])('P2: data that is %j holds no fields', (data) => {
    expect(read({ type: 'response_chunk', data })).toEqual({ type: 'chunk', content: '', messageId: null });
  });

  it('P2: a prototype named in a frame is a field like any other that nobody knows', () => {
    const wire =
      '{"type":"response_chunk","__proto__":{"content":"x"},"data":{"__proto__":{"message_id":"m"}}}';
    expect(decodeServerFrame(wire)).toEqual({
      ok: true,
      value: { type: 'chunk', content: '', messageId: null },
    });
    expect(({} as { content?: unknown }).content).toBeUndefined();
  });

  it('P19: quotes no secret that a server gives away', () => {
    expect(read({ type: 'error', message: 'Refused: Bearer abc123' })).toMatchObject({
      detail: 'Refused: Bearer •••',
    });
  });

  it("P19: quotes at most the limit's length of a server's words", () => {
    expect(read({ type: 'error', message: 'x'.repeat(5000) })).toMatchObject({
      detail: `${'x'.repeat(detailLimit - 1)}…`,
    });
  });
});

const waits: readonly [json: string, ms: number][] = [
  ['1', 1000],
  ['0.0015e3', 1500],
  ['2.0004', 2001],
  ['-1', defaultRetryAfterMs],
  ['null', defaultRetryAfterMs],
  ['"30"', defaultRetryAfterMs],
  ['{}', defaultRetryAfterMs],
  ['1e999', defaultRetryAfterMs],
  ['-1e999', defaultRetryAfterMs],
  ['1e300', 15 * 60_000],
  ['86400', 15 * 60_000],
  // A server that says "at once" each time would otherwise be asked as fast as the line can carry it.
  ['0', 1000],
  ['-0', 1000],
  ['0.0001', 1000],
];

describe('the wait that a rate limit names', () => {
  it.each(waits)('P20: retry_after %s makes %d ms', (json, ms) => {
    const decoded = decodeServerFrame(`{"type":"rate_limit_exceeded","retry_after":${json}}`);
    expect(decoded).toEqual({ ok: true, value: limited(ms) });
  });
});
