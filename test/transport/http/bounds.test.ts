import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clientFor, json, signal } from './fake-platform.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('R13: a slow or endless answer', () => {
  const never = (): Promise<Response> => new Promise(() => undefined);

  it('times out after 15 s without its head, and is not asked again', async () => {
    const { client, requests } = clientFor([never]);
    const settled = vi.fn();
    const pending = client.readMessages('c1', signal()).then((result) => (settled(), result));
    await vi.advanceTimersByTimeAsync(14_999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await pending).toEqual({ ok: false, failure: { kind: 'timeout' } });
    expect(requests).toHaveLength(1);
  });

  it('times out after 15 s in the middle of its body, and the download ends', async () => {
    const cancel = vi.fn();
    const { client } = clientFor([
      () =>
        new Response(new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array(10)), cancel })),
    ]);
    const pending = client.readMessages('c1', signal());
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await pending).toEqual({ ok: false, failure: { kind: 'timeout' } });
    expect(cancel).toHaveBeenCalled();
  });

  it('is read up to 8 MiB, whatever length it claims', async () => {
    let sent = 0;
    const chunk = new Uint8Array(1024 * 1024).fill(0x20);
    const endless = (): Response =>
      new Response(
        new ReadableStream({
          pull: (stream) => {
            sent += 1;
            stream.enqueue(chunk);
          },
        }),
        { headers: { 'Content-Length': '2' } },
      );
    const { client } = clientFor([endless]);
    expect(await client.readMessages('c1', signal())).toEqual({
      ok: false,
      failure: { kind: 'unexpected-body' },
    });
    expect(sent).toBeLessThan(12);
  });

  it('keeps its status where the body of an error does not come', async () => {
    const { client } = clientFor([() => new Response(new ReadableStream(), { status: 403 })]);
    const pending = client.readMessages('c1', signal());
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await pending).toEqual({ ok: false, failure: { kind: 'scope' } });
  });

  it('puts characters together that were cut apart on the way', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify([{ id: 'm', role: 'user', content: 'é😀' }]));
    const sliced = (): Response =>
      new Response(
        new ReadableStream({
          start: (stream) => {
            for (const byte of bytes) stream.enqueue(Uint8Array.of(byte));
            stream.close();
          },
        }),
      );
    const { client } = clientFor([sliced]);
    expect(await client.readMessages('c1', signal())).toMatchObject({
      value: { messages: [{ content: 'é😀' }] },
    });
  });

  it('is a network failure where the connection breaks in the middle', async () => {
    const { client } = clientFor([
      () =>
        new Response(new ReadableStream({ start: (stream) => stream.error(new TypeError('terminated')) })),
    ]);
    expect(await client.readMessages('c1', signal())).toEqual({ ok: false, failure: { kind: 'network' } });
  });
});

describe('R17: an aborted request', () => {
  const aborted = { ok: false, failure: { kind: 'aborted' } };
  const honest = (request: Request): Promise<Response> =>
    new Promise((_, reject) =>
      request.signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
    );

  it('is not even sent once its signal has aborted', async () => {
    const { client, requests } = clientFor([json(200, [])]);
    expect(await client.readMessages('c1', AbortSignal.abort())).toEqual(aborted);
    expect(requests).toHaveLength(0);
  });

  it.each([
    ['waiting for an answer', honest],
    ['reading the body', () => new Response(new ReadableStream())],
    ['reading the body of an error', () => new Response(new ReadableStream(), { status: 404 })],
    ['waiting to ask again', () => json(503, {})],
  ])('is aborted while %s, at once', async (_, answer) => {
    const abort = new AbortController();
    const { client, requests } = clientFor([answer]);
    const pending = client.readMessages('c1', abort.signal);
    await vi.advanceTimersByTimeAsync(100);
    abort.abort();
    expect(await pending).toEqual(aborted);
    await vi.runAllTimersAsync();
    expect(requests).toHaveLength(1);
  });
});
